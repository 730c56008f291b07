export { activityCounts } from './counting.ts';
export { goalsServed } from './goals-served.ts';
