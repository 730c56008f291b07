import type { ReleasedCell, ReleasedRow, Reporting } from './rows.ts';

/** The current release of a version and period, which a new one replaces, and what earlier ones contain beyond it. */
export interface PreviousRelease {
  rows: readonly ReleasedRow[];
  /** The aggregate of the organizations. */
  aggregate: readonly ReleasedCell[];
  /** Totals that earlier releases published, the latest first. None if it is omitted. */
  earlierTotals?: readonly EarlierTotals[];
}

/** The aggregate of an earlier release whose rows are part of every later release, without changes. */
export interface EarlierTotals {
  /** The rows that it adds up. */
  rows: readonly Reporting[];
  aggregate: readonly ReleasedCell[];
}

/** The cells that the current release contains. */
export function currentCells<T extends ReleasedCell>(cells: readonly T[]): readonly T[] {
  return cells.some(({ removed }) => removed) ? cells.filter(({ removed }) => !removed) : cells;
}

/** Whether only earlier releases contain a row. */
export function isRemoved({ cells }: Pick<ReleasedRow, 'cells'>): boolean {
  return cells.length > 0 && cells.every(({ removed }) => removed);
}
