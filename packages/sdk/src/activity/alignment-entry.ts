import type { AlignedActivity, AlignedCommitment, AlignmentSource } from './alignment-source.ts';
import { byId, compareIds } from './by-id.ts';
import type { GoalsServed } from './goals-served.ts';

/** How an organization serves a goal: a non-empty entry of the matrix of goals and organizations. */
export interface AlignmentEntry {
  goalId: string;
  organizationId: string;
  /** Activities that the organization leads and that serve the goal. */
  leadIds: string[];
  /** Activities that the organization participates in without leading them, and that serve the goal. */
  participationIds: string[];
  /** The recorded contributions of these activities to the goal. */
  goalContributionIds: string[];
  /** Commitments of the organization that serve the goal. */
  commitmentIds: string[];
}

/** The non-empty entries of the matrix, in no particular order. */
export function alignmentEntries(included: {
  activities: readonly AlignedActivity[];
  commitments: readonly AlignedCommitment[];
  served: GoalsServed;
  source: AlignmentSource;
}): AlignmentEntry[] {
  const { activities, commitments, served, source } = included;
  const goalContributions = Map.groupBy(
    [...(source.goalContributions ?? [])].sort(byId),
    ({ activityId }) => activityId,
  );
  const entries = new Map<string, AlignmentEntry>();
  const entry = (goalId: string, organizationId: string): AlignmentEntry => {
    const key = JSON.stringify([goalId, organizationId]);
    const emptyLists = { leadIds: [], participationIds: [], goalContributionIds: [], commitmentIds: [] };
    const current = entries.get(key) ?? { goalId, organizationId, ...emptyLists };
    entries.set(key, current);
    return current;
  };
  const knownIds = source.organizations && new Set(source.organizations.map(({ id }) => id));
  const isKnown = (organizationId: string) => knownIds?.has(organizationId) ?? true;
  for (const activity of activities) {
    const { id, leadId } = activity;
    for (const goalId of served.byActivity(activity)) {
      const contributions = (goalContributions.get(id) ?? []).filter((contribution) =>
        served.goalsInLineage(contribution.goalId).includes(goalId),
      );
      for (const organizationId of [...organizationsOf(activity)].filter(isKnown)) {
        const { leadIds, participationIds, goalContributionIds } = entry(goalId, organizationId);
        (organizationId === leadId ? leadIds : participationIds).push(id);
        goalContributionIds.push(...contributions.map((contribution) => contribution.id));
      }
    }
  }
  for (const commitment of commitments.filter(({ organizationId }) => isKnown(organizationId))) {
    for (const goalId of served.byCommitment(commitment)) {
      entry(goalId, commitment.organizationId).commitmentIds.push(commitment.id);
    }
  }
  for (const { goalContributionIds } of entries.values()) goalContributionIds.sort(compareIds);
  return [...entries.values()];
}

/** The organizations of an activity: its lead and its participants, each once. */
export function organizationsOf({ leadId, participants = [] }: AlignedActivity): Set<string> {
  return new Set([...(leadId == null ? [] : [leadId]), ...participants.map(({ organizationId }) => organizationId)]);
}
