import type { Comparability } from '../shared/comparability.ts';
import { type Period, type PeriodRange, periodRange, type YearStarts } from './period.ts';

/** How the days of one period lie to those of another. */
export const periodRelations = ['EQUAL', 'CONTAINS', 'WITHIN', 'OVERLAPS', 'APART'] as const;

/** One of {@link periodRelations}: `CONTAINS` where the first has all days of the second and more, `WITHIN` the other way round. */
export type PeriodRelation = (typeof periodRelations)[number];

/** A period as an ecosystem means it, whose years begin when `years` says. */
export interface PlacedPeriod {
  period: Period;
  years?: YearStarts;
}

/**
 * How the days of one period lie to those of another, each with the year starts of its own ecosystem.
 *
 * @example
 * const [year, quarter] = ['2025', '2025-Q3'].map((code) => ({ period: parsePeriod(code) }));
 * comparePeriodRelation(year, quarter); // 'CONTAINS'
 */
export function comparePeriodRelation(one: PlacedPeriod, other: PlacedPeriod): PeriodRelation {
  return relationOfRanges(periodRange(one.period, one.years), periodRange(other.period, other.years));
}

/** How one stretch of days lies to another. */
export function relationOfRanges(one: PeriodRange, other: PeriodRange): PeriodRelation {
  if (one.start === other.start && one.end === other.end) return 'EQUAL';
  if (one.start <= other.start && other.end <= one.end) return 'CONTAINS';
  if (other.start <= one.start && one.end <= other.end) return 'WITHIN';
  return one.end < other.start || other.end < one.start ? 'APART' : 'OVERLAPS';
}

/**
 * Whether figures of two periods are of like time. `YES` where they have the same days; `WITH_CAVEAT` where both are the same
 * school or fiscal year, of ecosystems whose years begin on different days; else `NO`, as of a year and a quarter.
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
