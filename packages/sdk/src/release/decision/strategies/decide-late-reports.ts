import { included, mergeOutcomes, type Outcome, waiting } from '../outcome.ts';
import type { ReleaseContext } from '../release-context.ts';
import { isOwn, type ReportedRow, rowKey } from '../rows.ts';

/**
 * Minimum number of organizations whose late and corrected reports are decided together after the first release, both
 * by {@link decideLateReports} and by `decideTotals`. With fewer organizations, differencing two releases would
 * disclose single reports.
 */
export const minimumCohort = 3;

/** Number of organizations among rows. */
export function organizationCount(rows: readonly ReportedRow[]): number {
  return new Set(rows.map(({ organizationId }) => organizationId)).size;
}

/**
 * Decides new and corrected reports after a release with a stated total. Late reports of enough organizations are
 * decided together with everything that is released, whose status is fixed. All other changed reports wait.
 *
 * Late reports also wait while a released report is being corrected, and if the residual of the stated total was small
 * before they arrived, because differencing would disclose it.
 */
export function decideLateReports(changed: readonly ReportedRow[], context: ReleaseContext): Outcome {
  const cohort = cohortDecision(changed, context);
  const keys = new Set(cohort.rows.map(rowKey));
  return mergeOutcomes(cohort, waiting(changed.filter((row) => !keys.has(rowKey(row)))));
}

function cohortDecision(changed: readonly ReportedRow[], context: ReleaseContext): Outcome {
  const { input, history, totals, linked } = context;
  const nothing = waiting([]);
  const late = changed.filter((row) => !isOwn(row) && history.releasedRow(row) === undefined);
  if (organizationCount(late) < minimumCohort) return nothing;
  const unchanged = input.reported.filter((row) => history.releasedRow(row) !== undefined && history.isUnchanged(row));
  const stated = unchanged.find((row) => isOwn(row) && row.place === null);
  if (!stated || unchanged.length < (input.previous?.rows.length ?? 0)) return nothing;
  const released = unchanged.filter((row) => totals.isLinked(row));
  if (!linked.hasLargeResidual(released, stated)) return nothing;
  const decision = linked.decide({ rows: [...released, ...late], hasTotalRow: true, stated });
  // The current release was decided with all dimensions, and so must be this one.
  if (!decision || decision.totals !== null || decision.columns !== linked.columns) return nothing;
  // Denominators that the current release shows are known. Without public denominators, the proofs would change them.
  const showsDenominators = unchanged.some((row) => history.hasShownDenominators(row));
  if (showsDenominators && !decision.showsDenominators) return nothing;
  const lateKeys = new Set(late.map(rowKey));
  return included({ ...decision, rows: decision.rows.filter((row) => lateKeys.has(rowKey(row))) });
}
