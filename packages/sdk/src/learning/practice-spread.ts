import { day, fields, judgeInput, list, optional, text } from '../shared/input.ts';
import { accepted, type Outcome, refused } from '../shared/outcome.ts';
import type { PracticeAdoption } from './practice-adoption.ts';

/** What the spread looks at in an adoption. */
export interface CountedAdoption extends Pick<PracticeAdoption, 'ecosystemId' | 'adoptedOn'> {
  activityId?: string | null;
}

const countedAdoption = fields<CountedAdoption>({ ecosystemId: text, adoptedOn: day, activityId: optional(text) });

/** How far a practice has spread by a day. */
export interface SpreadPoint {
  on: string;
  /** Different activities that took it up by then. */
  activities: number;
  /** Different ecosystems that took it up by then, in an activity or at large. */
  ecosystems: number;
}

/**
 * How a practice spread: for each day on which somebody took it up, how many activities and ecosystems had by then. The
 * counts never fall; where it began counts only once it is taken up there.
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
