import { daysInMonth, formatDay, lastDayNumber, parseDay } from '../shared/calendar-date.ts';

/** Matches an ISO 8601 duration of years, months, weeks and days. */
export const wholeDays = /^P(?!$)(?:(\d{1,3})Y)?(?:(\d{1,3})M)?(?:(\d{1,3})W)?(?:(\d{1,3})D)?$/;

/**
 * Adds a duration to a date; both dates are `YYYY-MM-DD`. Years and months are added first, limited to the last day of the
 * month (January 31 plus one month is the last day of February), then weeks and days. Undefined if the date or the duration
 * is malformed, or if the result is after the year 9999.
 *
 * @see https://www.w3.org/TR/xmlschema-2/#adding-durations-to-dateTimes
 * @example
 * addDuration('2024-01-31', 'P1M'); // '2024-02-29'
 * addDuration('2024-01-31', 'P1Y2W'); // '2025-02-14'
 */
export function addDuration(day: string, duration: string): string | undefined {
  const parts = wholeDays.exec(duration);
  const date = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day);
  if (!parts || !date) return undefined;
  const [years, months, weeks, days] = parts.slice(1).map((part) => Number(part ?? 0)) as [
    number,
    number,
    number,
    number,
  ];
  const [year, month, dayOfMonth] = date.slice(1).map(Number) as [number, number, number];
  const monthCount = year * 12 + month - 1 + years * 12 + months;
  const [endYear, endMonth] = [Math.floor(monthCount / 12), (monthCount % 12) + 1];
  if (endYear > 9999) return undefined;
  const start = parseDay(isoDate(endYear, endMonth, Math.min(dayOfMonth, daysInMonth(endYear, endMonth))));
  const end = start === undefined ? undefined : start + weeks * 7 + days;
  return end === undefined || end > lastDayNumber ? undefined : formatDay(end);
}

function isoDate(...[year, month, day]: [number, number, number]): string {
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}
