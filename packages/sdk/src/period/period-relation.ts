import type { Comparability } from '../shared/comparability.ts';
import { type Period, type PeriodRange, periodRange, type YearStarts } from './period.ts';

/** The relations between the days of two periods. */
export const periodRelations = ['EQUAL', 'CONTAINS', 'WITHIN', 'OVERLAPS', 'APART'] as const;

/** One of {@link periodRelations}: `CONTAINS` if the first has all days of the second and more, and `WITHIN` if the second has all days of the first. */
export type PeriodRelation = (typeof periodRelations)[number];

/** A period with the year starts of its ecosystem. */
export interface PlacedPeriod {
  period: Period;
  years?: YearStarts;
}

/**
 * Returns the relation of the days of one period to those of another, each with the year starts of its own ecosystem.
 *
 * @example
 * const [year, quarter] = ['2025', '2025-Q3'].map((code) => ({ period: parsePeriod(code) }));
 * comparePeriodRelation(year, quarter); // 'CONTAINS'
 */
export function comparePeriodRelation(one: PlacedPeriod, other: PlacedPeriod): PeriodRelation {
  return relationOfRanges(periodRange(one.period, one.years), periodRange(other.period, other.years));
}

/** Returns the relation of one range of days to another. */
export function relationOfRanges(one: PeriodRange, other: PeriodRange): PeriodRelation {
  if (one.start === other.start && one.end === other.end) return 'EQUAL';
  if (one.start <= other.start && other.end <= one.end) return 'CONTAINS';
  if (other.start <= one.start && one.end <= other.end) return 'WITHIN';
  return one.end < other.start || other.end < one.start ? 'APART' : 'OVERLAPS';
}

/**
 * Whether figures of two periods are comparable. `YES` if the periods have the same days. `WITH_CAVEAT` if both are the same
 * school or fiscal year in ecosystems whose years begin on different days. Otherwise `NO`, for example for a year and a
 * quarter.
 *
 * @example
 * const period = parsePeriod('SY2025-26');
 * comparabilityOfPeriods({ period, years: { schoolYearStart: '08-15' } }, { period }); // 'WITH_CAVEAT'
 */
export function comparabilityOfPeriods(one: PlacedPeriod, other: PlacedPeriod): Comparability {
  if (comparePeriodRelation(one, other) === 'EQUAL') return 'YES';
  const { kind, code } = one.period;
  const isSameYear = (kind === 'SCHOOL_YEAR' || kind === 'FISCAL_YEAR') && code === other.period.code;
  return isSameYear ? 'WITH_CAVEAT' : 'NO';
}
