import type { AlignedActivity, AlignedCommitment, AlignmentSource } from './alignment-source.ts';
import { byId, compare } from './by-id.ts';
import type { GoalsServed } from './goals-served.ts';

/** How one organization serves one goal: a field of the matrix of goals and organizations that is not empty. */
export interface AlignmentEntry {
  goalId: string;
  organizationId: string;
  /** The activities that serve the goal and that it leads. */
  leadIds: string[];
  /** Those that serve the goal and in which it takes part without leading them. */
  participationIds: string[];
  /** What these activities say of how they contribute to the goal. */
  goalContributionIds: string[];
  /** What it has committed itself to for the goal. */
  commitmentIds: string[];
}

/** The fields of the matrix, in no order. */
export function alignmentEntries(counted: {
  activities: readonly AlignedActivity[];
  commitments: readonly AlignedCommitment[];
  served: GoalsServed;
  source: AlignmentSource;
}): AlignmentEntry[] {
  const { activities, commitments, served, source } = counted;
  const goalContributions = Map.groupBy(
    [...(source.goalContributions ?? [])].sort(byId),
    ({ activityId }) => activityId,
  );
  const entries = new Map<string, AlignmentEntry>();
  const entry = (goalId: string, organizationId: string): AlignmentEntry => {
    const key = JSON.stringify([goalId, organizationId]);
    const none = { leadIds: [], participationIds: [], goalContributionIds: [], commitmentIds: [] };
    const found = entries.get(key) ?? { goalId, organizationId, ...none };
    entries.set(key, found);
    return found;
  };
  const known = source.organizations && new Set(source.organizations.map(({ id }) => id));
  const isKnown = (organizationId: string) => known?.has(organizationId) ?? true;
  for (const activity of activities) {
    const { id, leadId } = activity;
    for (const goalId of served.byActivity(activity)) {
      const said = (goalContributions.get(id) ?? []).filter((one) => served.of(one.goalId).includes(goalId));
      for (const organizationId of [...takingPart(activity)].filter(isKnown)) {
        const { leadIds, participationIds, goalContributionIds } = entry(goalId, organizationId);
        (organizationId === leadId ? leadIds : participationIds).push(id);
        goalContributionIds.push(...said.map((one) => one.id));
      }
    }
  }
  for (const commitment of commitments.filter(({ organizationId }) => isKnown(organizationId))) {
    for (const goalId of served.byCommitment(commitment)) {
      entry(goalId, commitment.organizationId).commitmentIds.push(commitment.id);
    }
  }
  for (const { goalContributionIds } of entries.values()) goalContributionIds.sort(compare);
  return [...entries.values()];
}

/** Those who do an activity: its lead and its participants, each once. */
export function takingPart({ leadId, participants = [] }: AlignedActivity): Set<string> {
  return new Set([...(leadId == null ? [] : [leadId]), ...participants.map(({ organizationId }) => organizationId)]);
}
