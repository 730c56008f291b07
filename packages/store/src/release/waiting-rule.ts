import type { Issue } from '@collective-impact/sdk';
import { minimumCohort, type ReleaseDecision, type Reporting, rowKey } from '@collective-impact/sdk/release';
import type { ReleaseSource } from './release-source.ts';

/** Issue if reports are new, but all of them must wait. */
export function judgeWaiting({ rows, waiting, excluded }: ReleaseDecision, { reported }: ReleaseSource): Issue[] {
  if (waiting.length === 0 || rows.some(({ origin }) => origin === 'NEW')) return [];
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
      ? ` Reports of places and of all places (${excluded.length - withBounds}) cannot be added to this release, because figures of the same reporter are released. Report both before the first release of a period.`
      : '';
  const message = `${waiting.length} ${reports} new or corrected since the last release and would be disclosed by differencing.${remedy}${ofPlaces}${ofBounds}`;
  return [{ code: 'SMALL_GROUP', path: ['period'], message }];
}
