export { type Activity, type ActivityOutput, activity } from './activity.ts';
export {
  type ActivityStatus,
  activityLife,
  activityStatuses,
  type DatedActivity,
  plannedActivity,
  transitionActivity,
} from './activity-life-cycle.ts';
export { type Alignment, alignment } from './alignment.ts';
export type { AlignmentEntry } from './alignment-entry.ts';
export type { AlignmentOptions } from './alignment-options.ts';
export type { AlignedActivity, AlignedCode, AlignedCommitment, AlignmentSource } from './alignment-source.ts';
export { type Commitment, commitment } from './commitment.ts';
export {
  agreeCommitment,
  type CommitmentStatus,
  closeCommitment,
  commitmentLife,
  commitmentStatuses,
  judgeCommitmentChange,
  judgeCommitmentStrategy,
  missCommitment,
  proposedCommitment,
} from './commitment-life-cycle.ts';
export { type GoalContribution, goalContribution } from './goal-contribution.ts';
export { type ActivityOverlap, overlapKey } from './overlap.ts';
export { type Reinforcement, reinforcement } from './reinforcement.ts';
export {
  type ActivityOutcome,
  type ActivityWithOutputs,
  activityOutcomes,
  type ResultsChain,
  type ResultsChainSource,
} from './results-chain.ts';
export { settings } from './setting.ts';
export { activityTransitionValues } from './transition-values.ts';
