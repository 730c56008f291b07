import type { FigureCell } from '../../indicator/index.ts';
import { withoutCrossedCells } from './crossed-cells.ts';
import { hasPeople, isOfPeople } from './decided-cells.ts';
import { KnownPlaces } from './known-places.ts';
import { peopleMeasures } from './linked/people-measures.ts';
import { PlaceLimits } from './place-limits.ts';
import { isRemoved } from './previous-release.ts';
import type { ReleaseInput } from './release-input.ts';
import { RowHistory } from './row-history.ts';
import { type ReleasedRow, type ReportedRow, type Reporting, rowKey } from './rows.ts';

/**
 * The new and corrected reports that are never added to the current release, because together with its figures of the same
 * reporter they would disclose more:
 *
 * - a report of all places, if the release contains reports of single places without one of all places: the release decided
 *   these places without knowing that they are part of another figure;
 * - a report of a place beside a released report of all places, if more people are then known to be in a suppressed figure of
 *   all places, or if a published one is too small for the people that its places then prove. See {@link KnownPlaces}. It is
 *   also held if it states bounds beside a figure that is suppressed or shown as bounds, because its bounds and the base of a
 *   ratio are public, and if the figures and bounds of all places leave a figure of a place fewer people than the threshold. See
 *   {@link PlaceLimits}.
 *
 * There are none if no figure is about people. Unduplicated counts of places do not add up: a report of all places is held only if a
 * figure of a place is published.
 */
export function reportsBesideReleased(input: ReleaseInput): ReportedRow[] {
  if (!isOfPeople(input)) return [];
  const held = new Set(heldReports(withoutCrossedCells(input)).map(rowKey));
  return input.reported.filter((row) => held.has(rowKey(row)));
}

function heldReports(input: ReleaseInput): ReportedRow[] {
  const released = input.previous?.rows ?? [];
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
        placesThatDisclose(reports.filter(isOfPlace), { all, places: each, history, input }),
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
  {
    all,
    places,
    history,
    input,
  }: { all: ReleasedRow; places: readonly ReleasedRow[]; history: RowHistory; input: ReleaseInput },
): ReportedRow[] {
  const { boundsIn, ratio } = peopleMeasures(input.version);
  // Bounds from 0 on prove no people. The bounds of a ratio do, because its base is public.
  const provesPeople = (cell: FigureCell) =>
    boundsIn(cell) !== null && (ratio !== null || boundsIn(cell)?.lowest !== 0);
  const statesBounds = ({ cells }: Pick<ReportedRow, 'cells'>) => cells.some(provesPeople);
  const isUnknown = (cell: ReleasedRow['cells'][number]) => cell.suppressed || boundsIn(cell) !== null;
  const hasUnknown = all.cells.some(isUnknown);
  const addUp = input.version.countingUnit !== 'PEOPLE_UNDUPLICATED';
  const unchanged = new Map(input.reported.filter((row) => history.isUnchanged(row)).map((row) => [rowKey(row), row]));
  // The released row of a report that states bounds does not contain them if they are suppressed.
  const reportOf = (row: ReleasedRow) => unchanged.get(rowKey(row)) ?? row;
  const known = new KnownPlaces(all, input);
  const limits = new PlaceLimits({ all, reported: reportOf(all) }, input);
  for (const place of places) {
    known.add(place);
    limits.add(reportOf(place));
  }
  return reports.filter((report) => {
    // Only small numbers are certain to be possible in a figure that is not shown, with the people of these bounds among them.
    const isBesideBounds = addUp && places.some((row) => !isSameRow(row, report) && statesBounds(reportOf(row)));
    const isHeld =
      (hasUnknown && (statesBounds(report) || isBesideBounds)) ||
      known.isNarrowedBy(report) ||
      limits.isExceededBy(report);
    if (!isHeld) {
      known.add(report);
      limits.add(report);
    }
    return isHeld;
  });
}

function isSameRow(one: Reporting, other: Reporting): boolean {
  return rowKey(one) === rowKey(other);
}

function isOfPlace({ place }: Reporting): boolean {
  return place !== null;
}
