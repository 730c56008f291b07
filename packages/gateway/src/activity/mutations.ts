import {
  activityDefinition,
  agreeCommitment,
  cancelActivity,
  commitmentDefinition,
  completeActivity,
  fulfillCommitment,
  goalContributionDefinition,
  missCommitment,
  reinforcementDefinition,
  startActivity,
  withdrawCommitment,
} from '@collective-impact/store';
import type { MutationResolvers } from '../generated/resolvers-types.ts';
import { create, transition, update } from '../shared/mutation.ts';

/** Mutations of activities, goal contributions, reinforcements and commitments. */
export const activityMutations: MutationResolvers = {
  createActivity: create(activityDefinition),
  updateActivity: update(activityDefinition),
  startActivity: transition(startActivity),
  completeActivity: transition(completeActivity),
  cancelActivity: transition(cancelActivity),
  createGoalContribution: create(goalContributionDefinition),
  updateGoalContribution: update(goalContributionDefinition),
  createReinforcement: create(reinforcementDefinition),
  updateReinforcement: update(reinforcementDefinition),
  createCommitment: create(commitmentDefinition),
  updateCommitment: update(commitmentDefinition),
  agreeCommitment: transition(agreeCommitment),
  fulfillCommitment: transition(fulfillCommitment),
  withdrawCommitment: transition(withdrawCommitment),
  missCommitment: transition(missCommitment),
};
