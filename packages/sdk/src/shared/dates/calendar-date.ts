/** A day of the Gregorian calendar, also for the years before it was introduced. Years run from 1 to 9999. */
export interface CalendarDate {
  year: number;
  /** 1 to 12. */
  month: number;
  /** 1 to 31. */
  day: number;
}

/** The day number of 9999-12-31, the last day that `YYYY-MM-DD` can express. */
export const lastDayNumber = 3_652_059;

const monthLengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const daysIn400Years = 146_097;

/**
 * Returns the number of days from 0000-12-31 to a date, so that 0001-01-01, a Monday, is 1. The date must exist. This does
 * not use `Date`, which depends on a time zone and misreads the years before 100.
 */
export function dayNumber({ year, month, day }: CalendarDate): number {
  const years = year - 1;
  const leapDays = Math.floor(years / 4) - Math.floor(years / 100) + Math.floor(years / 400);
  let days = years * 365 + leapDays + day;
  for (let earlier = 1; earlier < month; earlier++) days += daysInMonth(year, earlier);
  return days;
}

/** The date of a day number from 1 to {@link lastDayNumber}. */
export function dateOfDay(number: number): CalendarDate {
  // The estimate is never too late, and too early by at most one year.
  let year = Math.floor(((number - 1) * 400) / daysIn400Years) + 1;
  if (dayNumber({ year: year + 1, month: 1, day: 1 }) <= number) year++;
  let day = number - dayNumber({ year, month: 1, day: 1 }) + 1;
  let month = 1;
  while (day > daysInMonth(year, month)) {
    day -= daysInMonth(year, month);
    month++;
  }
  return { year, month, day };
}

/** The day number of `YYYY-MM-DD`, from 0001-01-01 to 9999-12-31. Undefined for another format, or a day that does not exist. */
export function parseDay(text: string): number | undefined {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (!parts) return undefined;
  const [year, month, day] = [Number(parts[1]), Number(parts[2]), Number(parts[3])];
  if (year < 1 || month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return undefined;
  return dayNumber({ year, month, day });
}

/** The date of a day number from 1 to {@link lastDayNumber}, as `YYYY-MM-DD`. */
export function formatDay(number: number): string {
  const { year, month, day } = dateOfDay(number);
  return `${digits(year, 4)}-${digits(month, 2)}-${digits(day, 2)}`;
}

/** The number of days of a month (1 to 12) of a year. */
export function daysInMonth(year: number, month: number): number {
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return month === 2 && leap ? 29 : (monthLengths[month - 1] as number);
}

/** A whole number in decimal digits, padded with leading zeros to a length. */
export function digits(number: number, length: number): string {
  return String(number).padStart(length, '0');
}
