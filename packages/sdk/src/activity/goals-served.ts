import type { AlignedActivity, AlignedCommitment, AlignmentSource } from './alignment-source.ts';
import { indicatorLinks } from './results-chain.ts';

/** The goals of an agenda version that activities and commitments serve. */
export interface GoalsServed {
  /**
   * The goals that an activity contributes to, the goals of its strategies, and the goals of the core indicators of the results
   * chains that contain it.
   */
  byActivity(activity: AlignedActivity): Set<string>;
  /**
   * The goal of a commitment, and the goal of its strategy. For a commitment without either, the goals that its activity
   * serves.
   */
  byCommitment(commitment: AlignedCommitment): Set<string>;
  /** The goals of the agenda version that equal this goal, continue it, or are continued by it. */
  goalsInLineage(goalId: string): readonly string[];
}

/**
 * Computes from the records which goals are served. Whatever serves a goal also serves the goals that continue it, and the goals
 * that it continues if it is among `laterGoals`.
 */
export function goalsServed(source: AlignmentSource): GoalsServed {
  const lineages = lineagesOf(source);
  const goalsInLineage = (goalId: string): readonly string[] => [...(lineages.get(goalId) ?? [])];
  const strategies = new Map(source.strategies?.map(({ id, goalId }) => [id, goalId]));
  const byStrategy = (id: string) => goalsInLineage(strategies.get(id) ?? '');
  const contributionsByActivity = Map.groupBy(source.goalContributions ?? [], ({ activityId }) => activityId);
  const activities = new Map(source.activities.map((activity) => [activity.id, activity]));
  const links = indicatorLinks(source);
  const goalsOfIndicator = new Map(source.indicators?.map(({ id, goalIds }) => [id, goalIds]));
  const byChain = (activity: AlignedActivity) =>
    links
      .indicatorsOf(activity)
      .flatMap(links.coresOf)
      .flatMap((id) => goalsOfIndicator.get(id) ?? [])
      .flatMap(goalsInLineage);
  const byActivity = (activity: AlignedActivity): Set<string> =>
    new Set([
      ...(contributionsByActivity.get(activity.id) ?? []).flatMap(({ goalId }) => goalsInLineage(goalId)),
      ...(activity.strategyIds ?? []).flatMap(byStrategy),
      ...byChain(activity),
    ]);
  const byCommitment = ({ goalId, strategyId, activityId }: AlignedCommitment): Set<string> => {
    if (goalId != null || strategyId != null)
      return new Set([...goalsInLineage(goalId ?? ''), ...byStrategy(strategyId ?? '')]);
    const activity = activities.get(activityId ?? '');
    return activity ? byActivity(activity) : new Set();
  };
  return { byActivity, byCommitment, goalsInLineage };
}

/** For each goal, the goals of the agenda version that equal it, continue it, or are continued by it, by id. */
function lineagesOf({ goals, earlierGoals = [], laterGoals = [] }: AlignmentSource): Map<string, Set<string>> {
  const basisOf = new Map([...laterGoals, ...earlierGoals, ...goals].map(({ id, basedOnId }) => [id, basedOnId]));
  const lineages = new Map<string, Set<string>>();
  const link = (id: string, goalId: string) => lineages.set(id, (lineages.get(id) ?? new Set()).add(goalId));
  for (const goal of goals) for (const id of withBases(goal.id, basisOf)) link(id, goal.id);
  const goalIds = new Set(goals.map(({ id }) => id));
  for (const later of laterGoals) {
    if (goalIds.has(later.id)) continue;
    for (const id of withBases(later.id, basisOf)) if (goalIds.has(id)) link(later.id, id);
  }
  return lineages;
}

/** A goal and the goals that it is based on, directly or indirectly, by id. */
function withBases(goalId: string, basisOf: ReadonlyMap<string, string | null | undefined>): Set<string> {
  const bases = new Set<string>();
  for (let id: string | null | undefined = goalId; id && !bases.has(id); id = basisOf.get(id)) bases.add(id);
  return bases;
}
