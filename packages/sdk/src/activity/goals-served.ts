import type { AlignedActivity, AlignedCommitment, AlignmentSource } from './alignment-source.ts';
import { indicatorLinks } from './results-chain.ts';

/** The goals of an agenda version that activities and commitments serve. */
export interface GoalsServed {
  /**
   * The goals that an activity contributes to, the goals of its strategies, and the goals of the core indicators that the
   * indicators of its outputs and goal contributions contribute to.
   */
  byActivity(activity: AlignedActivity): Set<string>;
  /**
   * The goal of a commitment, and the goal of its strategy. For a commitment without either, the goals that its activity
   * serves.
   */
  byCommitment(commitment: AlignedCommitment): Set<string>;
  /** The goals of the agenda version that equal or continue this goal. */
  goalsContinuing(goalId: string): readonly string[];
}

/** Computes from the records which goals are served. Whatever serves a goal also serves the goals that continue it. */
export function goalsServed(source: AlignmentSource): GoalsServed {
  const successors = successorsOf(source);
  const goalsContinuing = (goalId: string): readonly string[] => successors.get(goalId) ?? [];
  const strategies = new Map(source.strategies?.map(({ id, goalId }) => [id, goalId]));
  const byStrategy = (id: string) => goalsContinuing(strategies.get(id) ?? '');
  const contributionsByActivity = Map.groupBy(source.goalContributions ?? [], ({ activityId }) => activityId);
  const activities = new Map(source.activities.map((activity) => [activity.id, activity]));
  const links = indicatorLinks(source);
  const goalsOfIndicator = new Map(source.indicators?.map(({ id, goalIds }) => [id, goalIds]));
  const byChain = (activity: AlignedActivity) =>
    links
      .indicatorsOf(activity)
      .flatMap(links.coresOf)
      .flatMap((id) => goalsOfIndicator.get(id) ?? [])
      .flatMap(goalsContinuing);
  const byActivity = (activity: AlignedActivity): Set<string> =>
    new Set([
      ...(contributionsByActivity.get(activity.id) ?? []).flatMap(({ goalId }) => goalsContinuing(goalId)),
      ...(activity.strategyIds ?? []).flatMap(byStrategy),
      ...byChain(activity),
    ]);
  const byCommitment = ({ goalId, strategyId, activityId }: AlignedCommitment): Set<string> => {
    if (goalId != null || strategyId != null)
      return new Set([...goalsContinuing(goalId ?? ''), ...byStrategy(strategyId ?? '')]);
    const activity = activities.get(activityId ?? '');
    return activity ? byActivity(activity) : new Set();
  };
  return { byActivity, byCommitment, goalsContinuing };
}

/** The goals of the agenda version that equal or continue each goal, by id. */
function successorsOf({ goals, earlierGoals = [] }: AlignmentSource): Map<string, string[]> {
  const basisOf = new Map([...earlierGoals, ...goals].map(({ id, basedOnId }) => [id, basedOnId]));
  const successors = new Map<string, string[]>();
  for (const goal of goals) {
    const lineage = new Set<string>();
    for (let id: string | null | undefined = goal.id; id && !lineage.has(id); id = basisOf.get(id)) lineage.add(id);
    for (const id of lineage) successors.set(id, [...(successors.get(id) ?? []), goal.id]);
  }
  return successors;
}
