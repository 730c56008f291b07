import { hasPeople, isOfPeople } from './decided-cells.ts';
import { KnownPlaces } from './known-places.ts';
import { peopleMeasures } from './linked/people-measures.ts';
import { isRemoved } from './previous-release.ts';
import type { ReleaseInput } from './release-input.ts';
import { RowHistory } from './row-history.ts';
import type { ReleasedRow, ReportedRow, Reporting } from './rows.ts';

/**
 * The new and corrected reports that are never added to the current release, because together with its figures of the same
 * reporter they would disclose more:
 *
 * - a report of all places, if the release contains reports of single places without one of all places: the release decided
 *   these places without knowing that they are part of another figure;
 * - a report of a place beside a released report of all places, if more people are then known to be in a suppressed figure of
 *   all places, or if a published one is too small for the people that its places then prove. See {@link KnownPlaces}. It is
 *   also held if it states bounds beside a suppressed figure, because its bounds and the base of a ratio are public.
 *
 * There are none if no figure is about people. Unduplicated counts of places do not add up: a report of all places is held only if a
 * figure of a place is published.
 */
export function reportsBesideReleased(input: ReleaseInput): ReportedRow[] {
  const released = input.previous?.rows ?? [];
  if (!isOfPeople(input)) return [];
  const history = new RowHistory(released);
  const changed = input.reported.filter((row) => !history.isUnchanged(row));
  const byReporter = Map.groupBy(released, ({ organizationId }) => organizationId);
  return [...Map.groupBy(changed, ({ organizationId }) => organizationId)].flatMap(([organizationId, reports]) => {
    const rows = byReporter.get(organizationId) ?? [];
    const places = rows.filter(({ place }) => place !== null);
    const all = rows.find(({ place }) => place === null);
    if (all) {
      // A reader can take removed places for parts of the figure, or for mistakes.
      const assumptions = [places, places.filter((row) => !isRemoved(row))];
      const held = assumptions.map((each) =>
        placesThatDisclose(reports.filter(isOfPlace), { all, places: each, input }),
      );
      return [...new Set(held.flat())];
    }
    return arePartOfAll(places, input) ? reports.filter((row) => !isOfPlace(row)) : [];
  });
}

/** Whether released places bound a figure of all places. */
function arePartOfAll(places: readonly ReleasedRow[], { version }: ReleaseInput): boolean {
  if (version.countingUnit !== 'PEOPLE_UNDUPLICATED') return places.length > 0;
  const measures = peopleMeasures(version);
  return places.some(({ cells }) => cells.some((cell) => !cell.suppressed && hasPeople(cell, measures)));
}

function placesThatDisclose(
  reports: readonly ReportedRow[],
  { all, places, input }: { all: ReleasedRow; places: readonly ReleasedRow[]; input: ReleaseInput },
): ReportedRow[] {
  const measures = peopleMeasures(input.version);
  const hasSuppressed = all.cells.some(({ suppressed }) => suppressed);
  const statesBounds = ({ cells }: ReportedRow) =>
    hasSuppressed && cells.some((cell) => measures.boundsIn(cell) !== null);
  const known = new KnownPlaces(all, input);
  for (const place of places) known.add(place);
  return reports.filter((report) => {
    const isHeld = statesBounds(report) || known.isNarrowedBy(report);
    if (!isHeld) known.add(report);
    return isHeld;
  });
}

function isOfPlace({ place }: Reporting): boolean {
  return place !== null;
}
