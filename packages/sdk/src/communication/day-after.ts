import { daysInMonth, formatDay, lastDayNumber, parseDay } from '../shared/calendar-date.ts';

/** Matches an ISO 8601 duration of years, months, weeks and days. */
export const wholeDays = /^P(?!$)(?:(\d{1,3})Y)?(?:(\d{1,3})M)?(?:(\d{1,3})W)?(?:(\d{1,3})D)?$/;

/**
 * The day that is a duration after another, both `YYYY-MM-DD`: years and months first, kept within the month (a month
 * after 31 January is the last day of February), then weeks and days. Undefined where the duration has another form, or
 * the day is beyond the year 9999.
 *
 * @see https://www.w3.org/TR/xmlschema-2/#adding-durations-to-dateTimes
 * @example
 * dayAfter('2024-01-31', 'P1M'); // '2024-02-29'
 * dayAfter('2024-01-31', 'P1Y2W'); // '2025-02-14'
 */
export function dayAfter(day: string, duration: string): string | undefined {
  const parts = wholeDays.exec(duration);
  const from = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day);
  if (!parts || !from) return undefined;
  const [years, months, weeks, days] = parts.slice(1).map((part) => Number(part ?? 0)) as [
    number,
    number,
    number,
    number,
  ];
  const [year, month, date] = from.slice(1).map(Number) as [number, number, number];
  const counted = year * 12 + month - 1 + years * 12 + months;
  const [inYear, inMonth] = [Math.floor(counted / 12), (counted % 12) + 1];
  if (inYear > 9999) return undefined;
  const start = parseDay(written(inYear, inMonth, Math.min(date, daysInMonth(inYear, inMonth))));
  const end = start === undefined ? undefined : start + weeks * 7 + days;
  return end === undefined || end > lastDayNumber ? undefined : formatDay(end);
}

function written(...[year, month, day]: [number, number, number]): string {
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}
