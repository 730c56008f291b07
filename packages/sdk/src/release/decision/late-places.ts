import { breakdownKey, type FigureCell } from '../../indicator/index.ts';
import { hasPeople, isOfPeople } from './decided-cells.ts';
import { type PeopleMeasures, peopleMeasures } from './linked/people-measures.ts';
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
 *   all places, or if a published one is too small for one more place. So it is if the place states bounds beside a suppressed
 *   figure: everyone knows them, and the base of a ratio, which is a part of all places.
 *
 * There are none if no figure is about people. Unduplicated counts of places do not add up. So they only wait with all places if
 * a figure of a place is published, and places only if they state bounds.
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
    if (all) return placesThatDisclose(reports.filter(isOfPlace), { all, places, input });
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
  of: { all: ReleasedRow; places: readonly ReleasedRow[]; input: ReleaseInput },
): ReportedRow[] {
  const { all, places, input } = of;
  const { version, threshold } = input;
  const measures = peopleMeasures(version);
  const hasSuppressed = all.cells.some(({ suppressed }) => suppressed);
  const statesBounds = ({ cells }: ReportedRow) =>
    hasSuppressed && cells.some((cell) => measures.boundsIn(cell) !== null);
  if (version.countingUnit === 'PEOPLE_UNDUPLICATED') return reports.filter(statesBounds);
  // By breakdown, the places that are known to have a person in it.
  const known = new Map<string, ReadonlySet<string>>();
  const addPlace = (row: Reporting & { cells: readonly FigureCell[] }) => {
    for (const cell of row.cells.filter(measures.isAboutSomebody)) {
      const key = breakdownKey(cell.categories);
      known.set(key, new Set(known.get(key)).add(rowKey(row)));
    }
  };
  for (const place of places) addPlace(place);
  const discloses = (report: ReportedRow) =>
    all.cells.some((cell) => {
      const key = breakdownKey(cell.categories);
      const before = known.get(key)?.size ?? 0;
      const isPart = report.cells.some(
        (each) => breakdownKey(each.categories) === key && measures.isAboutSomebody(each),
      );
      const isNew = isPart && !known.get(key)?.has(rowKey(report));
      if (!isNew || before === 0 || !measures.isAboutSomebody(cell)) return false;
      return cell.suppressed || peopleIn(cell, measures).some((people) => people < threshold + before);
    });
  return reports.filter((report) => {
    const isHeld = statesBounds(report) || discloses(report);
    if (!isHeld) addPlace(report);
    return isHeld;
  });
}

/** The numbers of people of a published cell that its places divide. */
function peopleIn(cell: FigureCell, { counts, ratio }: PeopleMeasures): number[] {
  const measured = [...counts, ...(ratio ? [ratio.denominator] : [])].map((measure) => measure(cell));
  return measured.flatMap((people) => people ?? []);
}

function isOfPlace({ place }: Reporting): boolean {
  return place !== null;
}
