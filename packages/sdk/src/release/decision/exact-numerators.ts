import { breakdownKey, type FigureCell } from '../../indicator/index.ts';
import { numeratorRange } from '../../indicator/internal.ts';
import { isRatioOfBase } from './linked/derived-numerators.ts';

import type { ReleaseInput } from './release-input.ts';
import { type DecidedRow, type Reporting, rowKey } from './rows.ts';

/** Rows of cells, reported or released. */
type Rows = readonly (Reporting & { cells: readonly FigureCell[] })[];

/**
 * The input of a release that declares crossings of ratios. Every ratio that is reported with its base gets its numerator and
 * denominator, so that the ratios add up across organizations. The input is unchanged if a ratio does not determine its
 * numerator, because several whole numbers round to it. Then the release has no totals of ratios with a base, and no crossing.
 */
export function withExactNumerators(input: ReleaseInput): ReleaseInput {
  const { version, crossings = [], reported, previous } = input;
  if (crossings.length === 0 || version.kind !== 'RATIO' || version.denominatorOverCategories !== 'SPLIT') return input;
  const rows: Rows = [...reported, ...(previous?.rows ?? [])];
  const exact = new Map(
    rows.flatMap(({ cells }) => cells.filter(isRatioOfBase)).map((cell) => [cell, exactNumerator(cell, version)]),
  );
  if ([...exact.values()].includes(null)) return input;
  const withNumerator = <T extends FigureCell>(cell: T): T => {
    const numerator = exact.get(cell) ?? null;
    return numerator === null ? cell : { ...cell, numerator, denominator: String(cell.base) };
  };
  return {
    ...input,
    reported: reported.map((row) => ({ ...row, cells: row.cells.map(withNumerator) })),
    previous: previous && {
      ...previous,
      rows: previous.rows.map((row) => ({ ...row, cells: row.cells.map(withNumerator) })),
    },
  };
}

/** Decided rows with the figures as reported: with a value and a base if the report stated these. */
export function asReported(rows: readonly DecidedRow[], { reported, previous }: ReleaseInput): DecidedRow[] {
  const keys = { NEW: keysOfRatios(reported), KEPT: keysOfRatios(previous?.rows ?? []) };
  return rows.map((row) => ({
    ...row,
    cells: row.cells.map((cell) =>
      keys[row.origin].has(keyOf(row, cell)) ? { ...cell, numerator: null, denominator: null } : cell,
    ),
  }));
}

function keysOfRatios(rows: Rows): ReadonlySet<string> {
  return new Set(rows.flatMap((row) => row.cells.filter(isRatioOfBase).map((cell) => keyOf(row, cell))));
}

function keyOf(row: Reporting, { categories }: FigureCell): string {
  return JSON.stringify([rowKey(row), breakdownKey(categories)]);
}

/** The only whole number whose ratio to the base rounds to the value. Null if there are several, or none. */
function exactNumerator({ value, base }: FigureCell, { multiplier }: ReleaseInput['version']): string | null {
  const range = value === null || base === null ? null : numeratorRange({ value, base, multiplier });
  return range && range.lowest === range.highest ? String(range.lowest) : null;
}
