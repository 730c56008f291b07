export { type Frequency, frequencies } from './frequency.ts';
export {
  defaultYearStarts,
  describePeriodKinds,
  nextPeriod,
  type PeriodRange,
  parsePeriod,
  periodContains,
  periodFromRange,
  periodOrder,
  periodRange,
  periodsBetween,
  type YearStarts,
} from './period.ts';
export type { Period, PeriodKind } from './period-form.ts';
export { comparePeriodRelation, type PeriodRelation, type PlacedPeriod, periodRelations } from './period-relation.ts';
