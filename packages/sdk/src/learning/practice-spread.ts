import { day, fields, judgeInput, list, optional, text } from '../shared/input.ts';
import { accepted, type Outcome, refused } from '../shared/outcome.ts';
import type { PracticeAdoption } from './practice-adoption.ts';

/** The fields of an adoption from which the spread is computed. */
export interface CountedAdoption extends Pick<PracticeAdoption, 'ecosystemId' | 'adoptedOn'> {
  activityId?: string | null;
}

const countedAdoption = fields<CountedAdoption>({ ecosystemId: text, adoptedOn: day, activityId: optional(text) });

/** Number of activities and ecosystems that have adopted a practice up to a date. */
export interface SpreadPoint {
  on: string;
  /** Number of activities that have adopted the practice up to the date. */
  activities: number;
  /** Number of ecosystems that have adopted the practice up to the date, in an activity or as a whole. */
  ecosystems: number;
}

/**
 * Returns the spread of a practice: one point for each date with an adoption, in order. The counts are cumulative. The
 * ecosystem and the activity where the practice originated count only if they adopted it.
 *
 * @see NSF INCLUDES, design elements of collaborative infrastructure: expansion, sustainability and scale
 * @example
 * const adoptions = [
 *   { ecosystemId: 'there', activityId: null, adoptedOn: '2025-02-01' },
 *   { ecosystemId: 'here', activityId: 'camp', adoptedOn: '2024-06-01' },
 * ];
 * unwrap(practiceSpread(adoptions)); // [{ on: '2024-06-01', activities: 1, ecosystems: 1 }, { on: '2025-02-01', activities: 1, ecosystems: 2 }]
 */
export function practiceSpread(adoptions: readonly CountedAdoption[]): Outcome<SpreadPoint[]> {
  const malformed = judgeInput({ adoptions }, { adoptions: list(countedAdoption) });
  if (malformed.length > 0) return refused(...malformed);
  const byDay = Map.groupBy(adoptions, ({ adoptedOn }) => adoptedOn);
  const activities = new Set<string>();
  const ecosystems = new Set<string>();
  const points = [...byDay.keys()].sort().map((on) => {
    for (const { ecosystemId, activityId } of byDay.get(on) ?? []) {
      ecosystems.add(ecosystemId);
      if (activityId != null) activities.add(activityId);
    }
    return { on, activities: activities.size, ecosystems: ecosystems.size };
  });
  return accepted(points);
}
