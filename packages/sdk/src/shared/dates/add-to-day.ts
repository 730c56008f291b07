import { type CalendarDate, dateOfDay, dayNumber, daysInMonth } from './calendar-date.ts';

/** A duration of whole days: months, then days. */
export interface Duration {
  months: number;
  days: number;
}

/**
 * Adds a duration to a day number: months first, limited to the last day of the month, then days. The months can be negative.
 */
export function addToDay(number: number, { months, days }: Duration): number {
  return dayNumber(addMonths(dateOfDay(number), months)) + days;
}

function addMonths({ year, month, day }: CalendarDate, months: number): CalendarDate {
  const count = year * 12 + month - 1 + months;
  const [endYear, endMonth] = [Math.floor(count / 12), (count % 12) + 1];
  return { year: endYear, month: endMonth, day: Math.min(day, daysInMonth(endYear, endMonth)) };
}
