import type { LinkedRelease, SetDecision } from './linked-release.ts';
import type { PreviousRelease } from './previous-release.ts';
import type { ReleaseSums } from './release-sums.ts';
import type { RowHistory } from './row-history.ts';
import { isOwn, type ReportedRow, rowKey } from './rows.ts';

/** A release takes late and corrected reports of at least so many organizations at once. */
export const leastCohort = 3;

/**
 * Reports that come late beside a figure that the ecosystem stated before: of enough organizations, and decided as one set
 * with all that is released already, of which everything is settled. What was left of the stated figure follows from what
 * is left now; it must not have been of few. Undefined where they cannot be shown like that: so long as anything of what is
 * released is being corrected, too.
 */
export function lateBesideStated(
  changed: readonly ReportedRow[],
  release: {
    reported: readonly ReportedRow[];
    previous: PreviousRelease | null;
    history: RowHistory;
    sums: ReleaseSums;
    linked: LinkedRelease;
  },
): SetDecision | undefined {
  const { reported, previous, history, sums, linked } = release;
  const added = changed.filter((row) => !isOwn(row) && history.of(row) === undefined);
  if (new Set(added.map(({ organizationId }) => organizationId)).size < leastCohort) return undefined;
  const known = reported.filter((row) => history.of(row) !== undefined && history.isSame(row));
  const stated = known.find((row) => isOwn(row) && row.place === null);
  if (known.length < (previous?.rows.length ?? 0) || !stated) return undefined;
  const before = known.filter((row) => sums.isPart(row));
  if (!linked.leavesMany(before, stated)) return undefined;
  const found = linked.decide([...before, ...added], { totals: true, stated });
  // What is released was decided by all dimensions, and so it is now.
  if (!found || found.totals !== null || found.columns !== linked.columns) return undefined;
  const keys = new Set(added.map(rowKey));
  return { ...found, rows: found.rows.filter((row) => keys.has(rowKey(row))) };
}
