import { day, fields, judgeInput, list, optional, text } from '../shared/input.ts';
import { accepted, type Outcome, refused } from '../shared/outcome.ts';
import type { PracticeUptake } from './practice-uptake.ts';

/** What the spread looks at in an uptake. */
export interface CountedUptake extends Pick<PracticeUptake, 'ecosystemId' | 'takenUpOn'> {
  activityId?: string | null;
}

const countedUptake = fields<CountedUptake>({ ecosystemId: text, takenUpOn: day, activityId: optional(text) });

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
 * const uptakes = [
 *   { ecosystemId: 'there', activityId: null, takenUpOn: '2025-02-01' },
 *   { ecosystemId: 'here', activityId: 'camp', takenUpOn: '2024-06-01' },
 * ];
 * unwrap(practiceSpread(uptakes)); // [{ on: '2024-06-01', activities: 1, ecosystems: 1 }, { on: '2025-02-01', activities: 1, ecosystems: 2 }]
 */
export function practiceSpread(uptakes: readonly CountedUptake[]): Outcome<SpreadPoint[]> {
  const malformed = judgeInput({ uptakes }, { uptakes: list(countedUptake) });
  if (malformed.length > 0) return refused(...malformed);
  const byDay = Map.groupBy(uptakes, ({ takenUpOn }) => takenUpOn);
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
