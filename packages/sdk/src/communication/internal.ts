export { addDuration } from './add-duration.ts';
export { cadenceIntervals } from './cadence-intervals.ts';
export { cadenceCheck } from './cadence-over-year.ts';
