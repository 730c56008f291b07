import type { AlignedActivity, AlignedCommitment, AlignmentSource } from './alignment-source.ts';

/** Which goals of the agenda looked at are served by what. */
export interface GoalsServed {
  /** By an activity: those that it contributes to, and those whose strategies it serves. */
  byActivity(activity: AlignedActivity): Set<string>;
  /**
   * By a commitment: the goal that it names, and that of the strategy that it names; where it names neither, those that
   * its activity serves.
   */
  byCommitment(commitment: AlignedCommitment): Set<string>;
  /** The goals of the agenda that this goal is, or that go on from it. */
  of(goalId: string): readonly string[];
}

/** Reads from the records which goals are served by what; what serves a goal serves those that go on from it. */
export function goalsServed(source: AlignmentSource): GoalsServed {
  const successors = successorsOf(source);
  const of = (goalId: string): readonly string[] => successors.get(goalId) ?? [];
  const strategies = new Map(source.strategies?.map(({ id, goalId }) => [id, goalId]));
  const byStrategy = (id: string) => of(strategies.get(id) ?? '');
  const contributed = Map.groupBy(source.goalContributions ?? [], ({ activityId }) => activityId);
  const activities = new Map(source.activities.map((activity) => [activity.id, activity]));
  const byActivity = (activity: AlignedActivity): Set<string> =>
    new Set([
      ...(contributed.get(activity.id) ?? []).flatMap(({ goalId }) => of(goalId)),
      ...(activity.strategyIds ?? []).flatMap(byStrategy),
    ]);
  const byCommitment = ({ goalId, strategyId, activityId }: AlignedCommitment): Set<string> => {
    if (goalId != null || strategyId != null) return new Set([...of(goalId ?? ''), ...byStrategy(strategyId ?? '')]);
    const activity = activities.get(activityId ?? '');
    return activity ? byActivity(activity) : new Set();
  };
  return { byActivity, byCommitment, of };
}

/** For every goal, the goals of the agenda looked at that it is or that go on from it. */
function successorsOf({ goals, earlierGoals = [] }: AlignmentSource): Map<string, string[]> {
  const earlier = new Map([...earlierGoals, ...goals].map(({ id, basedOnId }) => [id, basedOnId]));
  const successors = new Map<string, string[]>();
  for (const goal of goals) {
    const line = new Set<string>();
    for (let at: string | null | undefined = goal.id; at && !line.has(at); at = earlier.get(at)) line.add(at);
    for (const id of line) successors.set(id, [...(successors.get(id) ?? []), goal.id]);
  }
  return successors;
}
