import type { AlignedActivity, AlignedPlace } from './alignment-source.ts';
import { byId, compare } from './by-id.ts';
import type { GoalsServed } from './goals-served.ts';

/** Activities that serve the same goal for the same people in the same place. */
export interface ActivityOverlap {
  goalId: string;
  /** As the first of the activities says it. */
  population: string;
  /** Likewise. */
  place: AlignedPlace;
  /** At least two, by id. */
  activityIds: string[];
}

/**
 * Finds activities that serve the same goal for the same population in the same place; none, where one of these is not
 * said. Populations are the same whatever their case, spacing and punctuation; places, where scheme and code are. An
 * overlap is a reason to look, not a fault: two may be needed, or one may be where the other is not.
 *
 * @see Kania & Kramer 2011, mutually reinforcing activities: not that all do the same thing
 */
export function activityOverlaps(activities: readonly AlignedActivity[], served: GoalsServed): ActivityOverlap[] {
  const told = activities.flatMap((activity) => {
    const { id, population, place } = activity;
    if (population == null || place == null) return [];
    const where = [sameText(population), place.scheme, place.code];
    return [...served.byActivity(activity)].map((goalId) => ({
      key: JSON.stringify([goalId, ...where]),
      id,
      goalId,
      population,
      place,
    }));
  });
  return [...Map.groupBy(told, ({ key }) => key).values()]
    .flatMap((group) => {
      const [first, second, ...others] = group.sort(byId);
      if (!first || !second) return [];
      const { goalId, population, place } = first;
      return [{ goalId, population, place, activityIds: [first, second, ...others].map(({ id }) => id) }];
    })
    .sort((one, other) => compare(one.goalId, other.goalId) || compare(firstOf(one), firstOf(other)));
}

function firstOf({ activityIds }: ActivityOverlap): string {
  return activityIds[0] ?? '';
}

/** A text without what does not tell populations apart: case, spacing, punctuation, and ways to write one letter. */
function sameText(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{M}\p{N}+<>%]+/gu, ' ')
    .trim();
}
