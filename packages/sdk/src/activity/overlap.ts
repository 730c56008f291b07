import { type PlaceHierarchy, placeHierarchy } from '../ecosystem/index.ts';
import type { Outcome } from '../shared/outcome.ts';
import type { AlignedActivity, AlignedCode, AlignmentSource } from './alignment-source.ts';
import { byId, compareIds } from './by-id.ts';
import type { GoalsServed } from './goals-served.ts';

/** Activities that serve the same goal for the same population in the same place. */
export interface ActivityOverlap {
  goalId: string;
  /** Population of the first activity: the label or code, or the text if the population is not coded. */
  population: string;
  /** The coded population. Null if the populations are compared as text. */
  populationCode: AlignedCode | null;
  /** The place that all the activities serve. */
  place: AlignedCode;
  /** At least two activities, in the order of their ids. */
  activityIds: string[];
}

/** An activity, one goal and one population that it serves, and every place that it serves. */
interface Candidate {
  id: string;
  goalId: string;
  population: Pick<ActivityOverlap, 'population' | 'populationCode'> & { key: string };
  areas: readonly AlignedCode[];
}

/**
 * Finds activities that serve the same goal for the same population in the same place. An activity that serves a place also
 * serves the places within it. Populations are compared by scheme and code, or as text without case, spaces and punctuation
 * if an activity has no coded population. Activities without a population or a place are excluded. Of two places with the
 * same activities, only the one that contains the other is returned.
 *
 * An overlap is a reason to coordinate, not an error: both activities may be needed.
 *
 * @see Kania & Kramer 2011, mutually reinforcing activities: not that all do the same thing
 */
export function activityOverlaps(
  activities: readonly AlignedActivity[],
  { served, places }: { served: GoalsServed; places: PlaceHierarchy },
): ActivityOverlap[] {
  const candidates = activities.flatMap((activity): Candidate[] => {
    const areas = areasOf(activity);
    if (areas.length === 0) return [];
    return [...served.byActivity(activity)].flatMap((goalId) =>
      populationsOf(activity).map((population) => ({ id: activity.id, goalId, population, areas })),
    );
  });
  return [...Map.groupBy(candidates, ({ goalId, population }) => JSON.stringify([goalId, population.key])).values()]
    .flatMap((group) => overlapsOf(group.sort(byId), places))
    .sort((one, other) => compareIds(one.goalId, other.goalId) || compareIds(overlapKey(one), overlapKey(other)));
}

/** The hierarchy of the places of a source. A parent that is not among the places is ignored. */
export function placesOf({ places = [] }: AlignmentSource): Outcome<PlaceHierarchy> {
  const ids = new Set(places.map(({ id }) => id));
  return placeHierarchy(
    places.map((place) => ({ ...place, parentId: ids.has(place.parentId ?? '') ? place.parentId : null })),
  );
}

/** The overlaps of activities with the same goal and population. */
function overlapsOf(group: readonly Candidate[], places: PlaceHierarchy): ActivityOverlap[] {
  const [first] = group;
  if (!first) return [];
  const { goalId, population } = first;
  const areas = new Map(group.flatMap((each) => each.areas).map((area) => [keyOf(area), area]));
  const overlaps = [...areas.values()].flatMap((place): ActivityOverlap[] => {
    const serving = group.filter((each) => each.areas.some((area) => places.contains(area, place)));
    const activityIds = serving.map(({ id }) => id);
    if (activityIds.length < 2) return [];
    return [
      { goalId, population: population.population, populationCode: population.populationCode, place, activityIds },
    ];
  });
  return overlaps.filter(
    (overlap) =>
      !overlaps.some(
        (other) =>
          other !== overlap &&
          places.contains(other.place, overlap.place) &&
          other.activityIds.length === overlap.activityIds.length,
      ),
  );
}

/** The service areas of an activity, or else its place. */
function areasOf({ serviceAreas = [], place }: AlignedActivity): readonly AlignedCode[] {
  if (serviceAreas.length > 0) return serviceAreas;
  return place ? [place] : [];
}

/** The coded populations of an activity, or else its population as text. */
function populationsOf({ populations = [], population }: AlignedActivity): Candidate['population'][] {
  if (populations.length > 0)
    return populations.map((code) => ({
      key: keyOf(code),
      population: code.label ?? code.code,
      populationCode: code,
    }));
  if (population == null) return [];
  return [{ key: comparableText(population), population, populationCode: null }];
}

function keyOf({ scheme, code }: AlignedCode): string {
  return JSON.stringify([scheme, code]);
}

/** The key of an overlap, unique among the overlaps of a goal. They are sorted by it. */
export function overlapKey({ activityIds, population, populationCode, place }: ActivityOverlap): string {
  return `${activityIds[0]}/${populationCode ? keyOf(populationCode) : comparableText(population)}/${keyOf(place)}`;
}

/** Removes the differences in case, spaces, punctuation and Unicode form. */
function comparableText(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{M}\p{N}+<>%]+/gu, ' ')
    .trim();
}
