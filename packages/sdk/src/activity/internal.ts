export { activityDateChecks } from './activity-life-cycle.ts';
export { isActivityIncluded, isCommitmentIncluded } from './alignment-options.ts';
export { commitmentChecks, reinforcementChecks } from './alignment-source.ts';
export { goalsServed } from './goals-served.ts';
export { chainChecks } from './results-chain.ts';
