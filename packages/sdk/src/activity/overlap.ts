import type { AlignedActivity, AlignedPlace } from './alignment-source.ts';
import { byId, compareIds } from './by-id.ts';
import type { GoalsServed } from './goals-served.ts';

/** Activities that serve the same goal for the same population in the same place. */
export interface ActivityOverlap {
  goalId: string;
  /** Population of the first activity. */
  population: string;
  /** Place of the first activity. */
  place: AlignedPlace;
  /** At least two activities, in the order of their ids. */
  activityIds: string[];
}

/**
 * Finds activities that serve the same goal for the same population in the same place. Activities without a population or a
 * place are excluded. Populations are compared without case, spaces and punctuation, places by scheme and code.
 *
 * An overlap is a reason to coordinate, not an error: both activities may be needed.
 *
 * @see Kania & Kramer 2011, mutually reinforcing activities: not that all do the same thing
 */
export function activityOverlaps(activities: readonly AlignedActivity[], served: GoalsServed): ActivityOverlap[] {
  const candidates = activities.flatMap((activity) => {
    const { id, population, place } = activity;
    if (population == null || place == null) return [];
    const populationAndPlace = [comparableText(population), place.scheme, place.code];
    return [...served.byActivity(activity)].map((goalId) => ({
      key: JSON.stringify([goalId, ...populationAndPlace]),
      id,
      goalId,
      population,
      place,
    }));
  });
  return [...Map.groupBy(candidates, ({ key }) => key).values()]
    .flatMap((group) => {
      const [first, second, ...others] = group.sort(byId);
      if (!first || !second) return [];
      const { goalId, population, place } = first;
      return [{ goalId, population, place, activityIds: [first, second, ...others].map(({ id }) => id) }];
    })
    .sort((one, other) => compareIds(one.goalId, other.goalId) || compareIds(firstOf(one), firstOf(other)));
}

function firstOf({ activityIds }: ActivityOverlap): string {
  return activityIds[0] ?? '';
}

/** Removes the differences in case, spaces, punctuation and Unicode form. */
function comparableText(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{M}\p{N}+<>%]+/gu, ' ')
    .trim();
}
