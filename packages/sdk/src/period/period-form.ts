import { dateOfDay, dayNumber, digits, formatDay, lastDayNumber, parseDay } from '../shared/dates/calendar-date.ts';
import { shown } from '../shared/shown.ts';
import { type Frequency, frequencies } from './frequency.ts';

/** The kind of a period. The values are those of an indicator's frequency. */
export type PeriodKind = Frequency;

/**
 * The time that figures are for, with its canonical code. `year` is the year of the code: the ISO
 * week-numbering year of a week, the year in which a school year begins, the year in which a fiscal year ends. `part`
 * counts from 1 within the year. `start` and `end` are dates (`YYYY-MM-DD`), both included. Those of a day are equal.
 */
export type Period =
  | { readonly code: string; readonly kind: YearKind; readonly year: number }
  | { readonly code: string; readonly kind: PartKind; readonly year: number; readonly part: number }
  | { readonly code: string; readonly kind: 'DAY' | 'INTERVAL'; readonly start: string; readonly end: string };

type YearKind = 'YEAR' | 'SCHOOL_YEAR' | 'FISCAL_YEAR';
type PartKind = 'HALF' | 'QUARTER' | 'MONTH' | 'WEEK';

/**
 * Throws a TypeError if a value is not a {@link Period}. Callers without types can pass a code, which must be parsed first.
 */
export function requirePeriod(value: Period): void {
  const period: Partial<Record<'kind' | 'year' | 'part' | 'start' | 'end', unknown>> = Object(value);
  const isDated = period.kind === 'DAY' || period.kind === 'INTERVAL';
  const hasPart = typeof period.kind === 'string' && (period.kind === 'WEEK' || Object.hasOwn(monthsIn, period.kind));
  const isPeriod = isDated
    ? typeof period.start === 'string' && typeof period.end === 'string'
    : frequencies.some((kind) => kind === period.kind) &&
      Number.isInteger(period.year) &&
      (!hasPart || Number.isInteger(period.part));
  if (!isPeriod) throw new TypeError(`${shown(value)} is not a period. Use the result of \`parsePeriod\`.`);
}

/** The number of months of each part of a year. */
export const monthsIn = { HALF: 6, QUARTER: 3, MONTH: 1 } as const;

/** The period of a year. Undefined if it could extend beyond the years 1 to 9999. */
export function yearPeriod(kind: YearKind, year: number): Period | undefined {
  // A fiscal year can begin in the year before the one that names it, a school year ends in the one after.
  const from = kind === 'FISCAL_YEAR' ? 2 : 1;
  const to = kind === 'SCHOOL_YEAR' ? 9998 : 9999;
  if (year < from || year > to) return undefined;
  if (kind === 'SCHOOL_YEAR') return { code: `SY${digits(year, 4)}-${digits((year + 1) % 100, 2)}`, kind, year };
  return { code: `${kind === 'FISCAL_YEAR' ? 'FY' : ''}${digits(year, 4)}`, kind, year };
}

/** The period of a part of a year. Undefined if the year has no such part, or it extends beyond the years 1 to 9999. */
export function partPeriod(kind: PartKind, { year, part }: { year: number; part: number }): Period | undefined {
  if (year < 1 || year > 9999 || part < 1) return undefined;
  if (kind === 'WEEK') {
    const monday = mondayOfWeek({ year, part });
    if (weekOfDay(monday).year !== year || monday + 6 > lastDayNumber) return undefined;
    return { code: `${digits(year, 4)}-W${digits(part, 2)}`, kind, year, part };
  }
  if (part * monthsIn[kind] > 12) return undefined;
  return { code: `${digits(year, 4)}-${kind === 'MONTH' ? digits(part, 2) : `${kind[0]}${part}`}`, kind, year, part };
}

/** The period of a day number from 1. Undefined after the year 9999. */
export function dayPeriod(number: number): Period | undefined {
  if (number > lastDayNumber) return undefined;
  const date = formatDay(number);
  return { code: date, kind: 'DAY', start: date, end: date };
}

/** The ISO 8601 week of a day number: weeks begin on Monday and belong to the year of their Thursday. */
export function weekOfDay(number: number): { year: number; part: number } {
  const thursday = mondayBefore(number) + 3;
  const { year } = dateOfDay(thursday);
  return { year, part: Math.floor((thursday - firstOfMonth(year, 1)) / 7) + 1 };
}

/**
 * The number of a period among the periods of its kind. The next period has the next number. Undefined for an interval, which
 * belongs to no series.
 */
export function numberOfPeriod(period: Period): number | undefined {
  requirePeriod(period);
  switch (period.kind) {
    case 'INTERVAL':
      return undefined;
    case 'DAY':
      return parseDay(period.start);
    case 'WEEK':
      return (mondayOfWeek(period) - 1) / 7;
    case 'HALF':
    case 'QUARTER':
    case 'MONTH':
      return (period.year * 12) / monthsIn[period.kind] + period.part - 1;
    default:
      return period.year;
  }
}

/** The period of a kind with a number from {@link numberOfPeriod}. Undefined for an interval, and after the year 9999. */
export function periodAt(kind: PeriodKind, number: number): Period | undefined {
  switch (kind) {
    case 'INTERVAL':
      return undefined;
    case 'DAY':
      return dayPeriod(number);
    case 'WEEK':
      return partPeriod(kind, weekOfDay(number * 7 + 1));
    case 'HALF':
    case 'QUARTER':
    case 'MONTH': {
      const inYear = 12 / monthsIn[kind];
      return partPeriod(kind, { year: Math.floor(number / inYear), part: (number % inYear) + 1 });
    }
    default:
      return yearPeriod(kind, number);
  }
}

/** The day number of the Monday that an ISO week begins on. */
export function mondayOfWeek({ year, part }: { year: number; part: number }): number {
  // 4 January is always in week 1.
  return mondayBefore(firstOfMonth(year, 1) + 3) + (part - 1) * 7;
}

/** The day number of the first of a month; month 13 is January of the next year. */
export function firstOfMonth(year: number, month: number): number {
  return month > 12 ? firstOfMonth(year + 1, month - 12) : dayNumber({ year, month, day: 1 });
}

function mondayBefore(number: number): number {
  return number - ((number - 1) % 7);
}
