import { withoutCrossedCells } from './crossed-cells.ts';
import { hasPeople, isOfPeople } from './decided-cells.ts';
import { KnownPlaces } from './known-places.ts';
import { type PeopleMeasures, peopleMeasures } from './linked/people-measures.ts';
import { isRemoved } from './previous-release.ts';
import type { ReleaseInput } from './release-input.ts';
import { RowHistory } from './row-history.ts';
import { type ReleasedRow, type ReportedRow, type Reporting, rowKey } from './rows.ts';

/**
 * The new and corrected reports that are never added to the current release, because together with other figures of the same
 * reporter they would disclose more:
 *
 * - a report of all places, if the release contains reports of single places without one of all places: the release decided
 *   these places without knowing that they are part of another figure;
 * - a report of a place beside a report of all places, if either states bounds. Everyone knows the bounds, so that they limit the
 *   suppressed figures of both reports. All figures of such a place would be suppressed anyway. A suppressed figure of all places
 *   whose report was voided can have stated bounds, too;
 * - a report of a place beside a released report of all places, if more people are then known to be in a suppressed figure of
 *   all places, or if a published one is too small for the people that its places then prove. See {@link KnownPlaces}.
 *
 * There are none if no figure is about people. Unduplicated counts of places do not add up: a report of all places is held only if a
 * figure of a place is published, or if a place states bounds.
 */
export function reportsBesideReleased(input: ReleaseInput): ReportedRow[] {
  if (!isOfPeople(input)) return [];
  const held = new Set(heldReports(withoutCrossedCells(input)).map(rowKey));
  return input.reported.filter((row) => held.has(rowKey(row)));
}

function heldReports(input: ReleaseInput): ReportedRow[] {
  const released = input.previous?.rows ?? [];
  const history = new RowHistory(released);
  const measures = peopleMeasures(input.version);
  const voided = new Set((input.voided ?? []).map(rowKey));
  const changed = input.reported.filter((row) => !history.isUnchanged(row));
  const releasedBy = Map.groupBy(released, ({ organizationId }) => organizationId);
  const reportedBy = Map.groupBy(input.reported, ({ organizationId }) => organizationId);
  return [...Map.groupBy(changed, ({ organizationId }) => organizationId)].flatMap(([organizationId, reports]) => {
    const rows = releasedBy.get(organizationId) ?? [];
    const places = rows.filter(isOfPlace);
    const all = rows.find((row) => !isOfPlace(row));
    const unchanged = (reportedBy.get(organizationId) ?? []).filter((row) => history.isUnchanged(row));
    if (!all && arePartOfAll(places, { unchanged, measures, input })) return reports.filter((row) => !isOfPlace(row));
    const ofAll = (reportedBy.get(organizationId) ?? []).find((row) => !isOfPlace(row));
    const limiting = [...(all ? [all] : []), ...(ofAll ? [ofAll] : [])];
    const bounded = reports
      .filter(isOfPlace)
      .filter(
        (row) =>
          limiting.length > 0 &&
          ([row, ...limiting].some((each) => statesBounds(each, measures)) || mayHaveBounds(all, { voided, measures })),
      );
    if (!all) return bounded;
    // A reader can take removed places for parts of the figure, or for mistakes.
    const assumptions = [places, places.filter((row) => !isRemoved(row))];
    const others = reports.filter((row) => isOfPlace(row) && !bounded.includes(row));
    const held = assumptions.map((each) => placesThatDisclose(others, { all, places: each, input }));
    return [...new Set([...bounded, ...held.flat()])];
  });
}

/** Whether released places bound a figure of all places. */
function arePartOfAll(
  places: readonly ReleasedRow[],
  { unchanged, measures, input }: { unchanged: readonly ReportedRow[]; measures: PeopleMeasures; input: ReleaseInput },
): boolean {
  if (input.version.countingUnit !== 'PEOPLE_UNDUPLICATED') return places.length > 0;
  const reports = new Map(unchanged.map((row) => [rowKey(row), row]));
  return places.some((row) => {
    if (row.cells.some((cell) => !cell.suppressed && hasPeople(cell, measures))) return true;
    const report = reports.get(rowKey(row));
    // A suppressed figure does not show whether its report, which has changed since, stated bounds.
    return report
      ? statesBounds(report, measures)
      : measures.canStateBounds && row.cells.some((cell) => cell.suppressed);
  });
}

/** Whether the suppressed figures of a report that was voided can have bounds, which are unknown now. */
function mayHaveBounds(
  all: ReleasedRow | undefined,
  { voided, measures }: { voided: ReadonlySet<string>; measures: PeopleMeasures },
): boolean {
  if (!all || !measures.canStateBounds || !(isRemoved(all) || voided.has(rowKey(all)))) return false;
  return all.cells.some(({ suppressed }) => suppressed);
}

function statesBounds({ cells }: Pick<ReportedRow, 'cells'>, { boundsIn }: PeopleMeasures): boolean {
  return cells.some((cell) => boundsIn(cell) !== null);
}

function placesThatDisclose(
  reports: readonly ReportedRow[],
  { all, places, input }: { all: ReleasedRow; places: readonly ReleasedRow[]; input: ReleaseInput },
): ReportedRow[] {
  const known = new KnownPlaces(all, input);
  for (const place of places) known.add(place);
  return reports.filter((report) => {
    const isHeld = known.isNarrowedBy(report);
    if (!isHeld) known.add(report);
    return isHeld;
  });
}

function isOfPlace({ place }: Reporting): boolean {
  return place !== null;
}
