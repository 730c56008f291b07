import type { Issue } from '@collective-impact/sdk';
import { minimumCohort, type ReleaseDecision, type Reporting, rowKey } from '@collective-impact/sdk/release';
import type { ReleaseSource } from './release-source.ts';

/** Issue if no report of the version and period is verified or voided, or none has figures. */
export function judgeSource({ reported, voided, current }: ReleaseSource, period: string): Issue[] {
  if (reported.length + voided.length === 0) {
    const message = `No report of this version for ${period} is verified. Verify a report, then publish.`;
    return [{ code: 'NOT_FOUND', path: ['period'], message }];
  }
  if ([...reported, ...(current?.rows ?? [])].some(({ cells }) => cells.length > 0)) return [];
  const message = `The verified reports of this version for ${period} have no figures. Add figures, then publish.`;
  return [{ code: 'REQUIRED', path: ['period'], message }];
}

/** Whether a release differs from the one that it replaces: it has a new or corrected row, or omits one. */
export function hasChanges({ rows, removed }: ReleaseDecision): boolean {
  return removed.length > 0 || rows.some(({ origin }) => origin === 'NEW');
}

/** Issue if reports are new, but all of them must wait. */
export function judgeWaiting(decision: ReleaseDecision, { reported }: ReleaseSource): Issue[] {
  const { waiting, excluded } = decision;
  if (waiting.length === 0 || hasChanges(decision)) return [];
  const reports = waiting.length === 1 ? 'report is' : 'reports are';
  const remedy =
    excluded.length < waiting.length
      ? ` Publish again when at least ${minimumCohort} organizations have new or corrected reports.`
      : '';
  const statesBounds = (own: Reporting) =>
    own.organizationId === null &&
    reported.some(
      (row) => rowKey(row) === rowKey(own) && row.cells.some((cell) => (cell.lowerBound ?? cell.upperBound) != null),
    );
  const withBounds = excluded.filter(statesBounds).length;
  const ofBounds =
    withBounds > 0
      ? ' A report of the ecosystem itself cannot state bounds beside reports of organizations, because these would bound suppressed figures. Report a number, or omit it.'
      : '';
  const ofPlaces =
    excluded.length > withBounds
      ? ` No later release can include ${excluded.length - withBounds} of them, because the same reporter has released figures of all its places or of single places. Report both before the first release of a period.`
      : '';
  const message = `${waiting.length} ${reports} new or corrected since the last release and would be disclosed by differencing.${remedy}${ofPlaces}${ofBounds}`;
  return [{ code: 'SMALL_GROUP', path: ['period'], message }];
}
