export { endedPeriodsAfter } from './ended-periods.ts';
export { period } from './period-field.ts';
export { numberOfPeriod, periodAt } from './period-form.ts';
export { periodCode, yearStarts, yearStartsFields } from './period-input.ts';
export { comparabilityOfPeriods, relationOfRanges } from './period-relation.ts';
