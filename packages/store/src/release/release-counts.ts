import { type ReleaseDecision, type SuppressionReason, suppressionReasons } from '@collective-impact/sdk/release';
import type { UnitOfWork } from '../shared/unit-of-work.ts';
import { wasPublished } from './cell/formerly-published.ts';
import type { ReleaseTables } from './entities.ts';

/** What a new release does not show, in numbers. */
export interface ReleaseCounts {
  /** Number of cells that the release suppresses to protect small groups of people. */
  suppressed: number;
  /** Numbers of these by reason. For data stewards only. */
  suppressedByReason: SuppressedByReason;
  /** Number of the suppressed cells that an earlier release published. For data stewards only. */
  formerlyPublished: number;
  /**
   * Number of reports that its totals do not include, because not everyone who sees the release sees their organizations. For data
   * stewards only.
   */
  reportsOutsideTotals: number;
}

/** Numbers of suppressed cells by reason; only reasons that a cell has. */
export type SuppressedByReason = Partial<Record<SuppressionReason, number>>;

/** A release that has been written. */
export interface WrittenRelease {
  id: string;
  decision: ReleaseDecision;
  /** Whether it replaces none. */
  isFirst: boolean;
}

const noCounts: ReleaseCounts = {
  suppressed: 0,
  suppressedByReason: {},
  formerlyPublished: 0,
  reportsOutsideTotals: 0,
};

/** The counts of a release. All are 0 for null: none was written. */
export async function countsOf(unit: UnitOfWork, written: WrittenRelease | null): Promise<ReleaseCounts> {
  if (written === null) return noCounts;
  const { id, decision, isFirst } = written;
  const { rows, aggregate, outsideTotals } = decision;
  const suppressed = [...rows, { cells: aggregate }].flatMap(({ cells }) => cells.filter((cell) => cell.suppressed));
  const byReason = suppressionReasons.flatMap((reason) => {
    const count = suppressed.filter((cell) => cell.reason === reason).length;
    return count === 0 ? [] : [[reason, count]];
  });
  return {
    suppressed: suppressed.length,
    suppressedByReason: Object.fromEntries(byReason),
    formerlyPublished: isFirst || suppressed.length === 0 ? 0 : await formerlyPublished(unit, id),
    reportsOutsideTotals: outsideTotals.length,
  };
}

async function formerlyPublished(unit: UnitOfWork, releaseId: string): Promise<number> {
  const cells = unit.tables<ReleaseTables>().selectFrom('released_cell as t').where('t.release_id', '=', releaseId);
  const [row] = await unit.rows(cells.where(wasPublished()).select(({ fn }) => fn.countAll<number>().as('count')));
  return row?.count ?? 0;
}
