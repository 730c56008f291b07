import { addToDay, type Duration } from '../shared/dates/add-to-day.ts';
import { formatDay, lastDayNumber, parseDay } from '../shared/dates/calendar-date.ts';

const wholeDays = /^P(?!$)(?:(\d{1,3})Y)?(?:(\d{1,3})M)?(?:(\d{1,3})W)?(?:(\d{1,3})D)?$/;

/** Parses an ISO 8601 duration of years, months, weeks and days. Undefined for another format. */
export function parseDuration(text: string): Duration | undefined {
  const parts = wholeDays.exec(text);
  if (!parts) return undefined;
  const [years, months, weeks, days] = parts.slice(1).map((part) => Number(part ?? 0)) as [
    number,
    number,
    number,
    number,
  ];
  return { months: years * 12 + months, days: weeks * 7 + days };
}

/** Whether a text is an ISO 8601 duration of at least one day. */
export function isCadence(text: string): boolean {
  const duration = parseDuration(text);
  return duration !== undefined && duration.months + duration.days > 0;
}

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
  const parsed = parseDuration(duration);
  const number = parseDay(day);
  if (parsed === undefined || number === undefined) return undefined;
  const end = addToDay(number, parsed);
  return end > lastDayNumber ? undefined : formatDay(end);
}
