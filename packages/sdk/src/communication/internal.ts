export { addDuration } from './add-duration.ts';
export { cadenceCheck } from './cadence-over-year.ts';
