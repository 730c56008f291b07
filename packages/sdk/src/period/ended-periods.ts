import { addToDay, type Duration } from '../shared/dates/add-to-day.ts';
import { parseDay } from '../shared/dates/calendar-date.ts';
import type { Frequency } from './frequency.ts';
import type { PeriodRange } from './period.ts';

const lengthOf: { readonly [Each in Exclude<Frequency, 'INTERVAL'>]: Duration } = {
  YEAR: { months: 12, days: 0 },
  SCHOOL_YEAR: { months: 12, days: 0 },
  FISCAL_YEAR: { months: 12, days: 0 },
  HALF: { months: 6, days: 0 },
  QUARTER: { months: 3, days: 0 },
  MONTH: { months: 1, days: 0 },
  WEEK: { months: 0, days: 7 },
  DAY: { months: 0, days: 1 },
};

/**
 * The number of whole periods of a frequency that follow a period and ended by a day (`YYYY-MM-DD`). Intervals other than those
 * of the calendar are followed by intervals of the same number of days.
 */
export function endedPeriodsAfter(
  { start, end }: PeriodRange,
  { frequency, by }: { frequency: Frequency; by: string },
): number {
  const [first, last, until] = [start, end, by].map((day) => parseDay(day) ?? 0) as [number, number, number];
  if (until <= last) return 0;
  const { months, days } = frequency === 'INTERVAL' ? { months: 0, days: last - first + 1 } : lengthOf[frequency];
  if (months === 0) return Math.floor((until - last) / days);
  let count = 0;
  while (addToDay(last + 1, { months: months * (count + 1), days: 0 }) - 1 <= until) count++;
  return count;
}
