import {
  activityCancellation,
  activityCompletion,
  activityStart,
  activityWriting,
  commitmentAgreement,
  commitmentFulfillment,
  commitmentMiss,
  commitmentWithdrawal,
  commitmentWriting,
  contributionWriting,
  reinforcementWriting,
} from '@collective-impact/store';
import type { MutationResolvers } from '../generated/resolvers-types.ts';
import { creates, does, updates } from '../shared/mutation.ts';

/** What changes activities, what is said of them, and commitments. */
export const activityMutations: MutationResolvers = {
  createActivity: creates(activityWriting),
  updateActivity: updates(activityWriting),
  startActivity: does(activityStart),
  completeActivity: does(activityCompletion),
  cancelActivity: does(activityCancellation),
  createContribution: creates(contributionWriting),
  updateContribution: updates(contributionWriting),
  createReinforcement: creates(reinforcementWriting),
  updateReinforcement: updates(reinforcementWriting),
  createCommitment: creates(commitmentWriting),
  updateCommitment: updates(commitmentWriting),
  agreeCommitment: does(commitmentAgreement),
  fulfillCommitment: does(commitmentFulfillment),
  withdrawCommitment: does(commitmentWithdrawal),
  missCommitment: does(commitmentMiss),
};
