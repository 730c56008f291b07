import { day, fields, judgeInput, list, optional, text } from '../shared/input.ts';
import { accepted, type Outcome, refused } from '../shared/outcome.ts';
import type { PracticeAdoption } from './practice-adoption.ts';

/** The fields of an adoption from which the spread is computed. */
export interface CountedAdoption extends Pick<PracticeAdoption, 'ecosystemId' | 'adoptedOn'> {
  activityId?: string | null;
  discontinuedOn?: string | null;
}

const countedAdoption = fields<CountedAdoption>({
  ecosystemId: text,
  adoptedOn: day,
  activityId: optional(text),
  discontinuedOn: optional(day),
});

/** Number of activities and ecosystems that have adopted a practice up to a date, and that use it on the date. */
export interface SpreadPoint {
  on: string;
  /** Number of activities that have adopted the practice up to the date. */
  activities: number;
  /** Number of ecosystems that have adopted the practice up to the date, in an activity or as a whole. */
  ecosystems: number;
  /** Number of activities that use the practice on the date. */
  currentActivities: number;
  /** Number of ecosystems that use the practice on the date, in an activity or as a whole. */
  currentEcosystems: number;
}

/**
 * Returns the spread of a practice: one point for each date on which it was adopted or discontinued, in order. `activities` and
 * `ecosystems` are cumulative. An adoption is current from `adoptedOn` to the day before `discontinuedOn`. The ecosystem and the
 * activity where the practice originated count only if they adopted it.
 *
 * @see NSF INCLUDES, design elements of collaborative infrastructure: expansion, sustainability and scale
 * @example
 * const adoptions = [
 *   { ecosystemId: 'there', activityId: null, adoptedOn: '2025-02-01' },
 *   { ecosystemId: 'here', activityId: 'camp', adoptedOn: '2024-06-01', discontinuedOn: '2025-02-01' },
 * ];
 * unwrap(practiceSpread(adoptions));
 * // [{ on: '2024-06-01', activities: 1, ecosystems: 1, currentActivities: 1, currentEcosystems: 1 },
 * //  { on: '2025-02-01', activities: 1, ecosystems: 2, currentActivities: 0, currentEcosystems: 1 }]
 */
export function practiceSpread(adoptions: readonly CountedAdoption[]): Outcome<SpreadPoint[]> {
  const malformed = judgeInput({ adoptions }, { adoptions: list(countedAdoption) });
  if (malformed.length > 0) return refused(...malformed);
  const dates = new Set(adoptions.flatMap(({ adoptedOn, discontinuedOn }) => [adoptedOn, discontinuedOn ?? adoptedOn]));
  return accepted(
    [...dates].sort().map((on) => {
      const adopted = adoptions.filter(({ adoptedOn }) => adoptedOn <= on);
      const current = adopted.filter(({ discontinuedOn }) => discontinuedOn == null || discontinuedOn > on);
      return {
        on,
        activities: activitiesIn(adopted),
        ecosystems: ecosystemsIn(adopted),
        currentActivities: activitiesIn(current),
        currentEcosystems: ecosystemsIn(current),
      };
    }),
  );
}

function activitiesIn(adoptions: readonly CountedAdoption[]): number {
  return new Set(adoptions.flatMap(({ activityId }) => activityId ?? [])).size;
}

function ecosystemsIn(adoptions: readonly CountedAdoption[]): number {
  return new Set(adoptions.map(({ ecosystemId }) => ecosystemId)).size;
}
