export { isActivityIncluded } from './alignment-options.ts';
export { goalsServed } from './goals-served.ts';
