export { cadenceCheck } from './cadence-over-year.ts';
