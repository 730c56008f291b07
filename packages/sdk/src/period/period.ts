import { dateOfDay, dayNumber, formatDay, parseDay } from '../shared/dates/calendar-date.ts';
import {
  dayPeriod,
  firstOfMonth,
  mondayOfWeek,
  monthsIn,
  numberOfPeriod,
  type Period,
  type PeriodKind,
  partPeriod,
  periodAt,
  requirePeriod,
  weekOfDay,
  yearPeriod,
} from './period-form.ts';

export type { Period, PeriodKind };

/** First and last day of a period, both included, as `YYYY-MM-DD`. */
export interface PeriodRange {
  start: string;
  end: string;
}

/**
 * The month and day (`MM-DD`) on which an ecosystem's school and fiscal years begin. If one is absent or null,
 * {@link periodRange} uses {@link defaultYearStarts}, and {@link periodFromRange} returns no period of that kind.
 */
export interface YearStarts {
  schoolYearStart?: string | null;
  fiscalYearStart?: string | null;
}

/** The default starts of a school year (1 September) and a fiscal year (1 January). */
export const defaultYearStarts = { schoolYearStart: '09-01', fiscalYearStart: '01-01' } as const;

const codeForms: readonly { pattern: RegExp; read: (year: number, part: number) => Period | undefined }[] = [
  { pattern: /^(\d{4})$/, read: (year) => yearPeriod('YEAR', year) },
  { pattern: /^(\d{4})-H(\d)$/, read: (year, part) => partPeriod('HALF', { year, part }) },
  { pattern: /^(\d{4})-Q(\d)$/, read: (year, part) => partPeriod('QUARTER', { year, part }) },
  { pattern: /^(\d{4})-(\d{2})$/, read: (year, part) => partPeriod('MONTH', { year, part }) },
  { pattern: /^(\d{4})-W(\d{2})$/, read: (year, part) => partPeriod('WEEK', { year, part }) },
  {
    pattern: /^SY(\d{4})-(\d{2})$/,
    read: (year, part) => ((year + 1) % 100 === part ? yearPeriod('SCHOOL_YEAR', year) : undefined),
  },
  { pattern: /^FY(\d{4})$/, read: (year) => yearPeriod('FISCAL_YEAR', year) },
];

const kindNames: Record<PeriodKind, string> = {
  YEAR: 'a year (2025)',
  HALF: 'a half-year (2025-H1)',
  QUARTER: 'a quarter (2025-Q3)',
  MONTH: 'a month (2025-09)',
  WEEK: 'an ISO week (2025-W07)',
  DAY: 'a day (2025-09-30)',
  SCHOOL_YEAR: 'a school year (SY2025-26)',
  FISCAL_YEAR: 'a fiscal year (FY2025, by the year it ends in)',
  INTERVAL: 'two dates (2025-01-15/2025-06-30, both included)',
};

/**
 * Parses a period code: `2025`, `2025-H1`, `2025-Q3`, `2025-09`, `2025-W07` (ISO 8601 week), `2025-09-30`, `SY2025-26`
 * (school year), `FY2025` (fiscal year that ends in 2025), or two dates `2025-01-15/2025-06-30`, both included.
 *
 * Two dates are converted to the shorter code if they are exactly such a period. A school or fiscal year is recognized only
 * if `years` has its start. Years are 0001 to 9999, and no period extends beyond them. Undefined for anything else: a day or
 * week that does not exist, an end before its start, lower case, spaces, a value that is not a text.
 *
 * @see https://www.iso.org/iso-8601-date-and-time-format.html for dates and weeks
 * @example
 * parsePeriod('2025-Q3'); // { code: '2025-Q3', kind: 'QUARTER', year: 2025, part: 3 }
 * parsePeriod('2025-07-01/2025-09-30')?.code; // '2025-Q3'
 * parsePeriod('2021-W53'); // undefined: 2021 has 52 weeks
 */
export function parsePeriod(text: string, years: YearStarts = {}): Period | undefined {
  if (typeof text !== 'string') return undefined;
  if (text[10] === '/') return periodFromRange({ start: text.slice(0, 10), end: text.slice(11) }, years);
  for (const { pattern, read } of codeForms) {
    const parts = pattern.exec(text);
    if (parts) return read(Number(parts[1]), Number(parts[2]));
  }
  const number = parseDay(text);
  return number === undefined ? undefined : dayPeriod(number);
}

/**
 * The first and last day of a period. School and fiscal years begin on the days in `years`, or by default on 1 September and
 * 1 January. Throws a RangeError if a year start is not a month and day (`MM-DD`) that every year has, and a TypeError if
 * `period` is not a period.
 *
 * @example
 * const year = parsePeriod('FY2025');
 * year && periodRange(year, { fiscalYearStart: '07-01' }); // { start: '2024-07-01', end: '2025-06-30' }
 */
export function periodRange(period: Period, years: YearStarts = {}): PeriodRange {
  requirePeriod(period);
  switch (period.kind) {
    case 'DAY':
    case 'INTERVAL':
      return { start: period.start, end: period.end };
    case 'WEEK':
      return range(mondayOfWeek(period), mondayOfWeek(period) + 7);
    case 'YEAR':
      return range(firstOfMonth(period.year, 1), firstOfMonth(period.year + 1, 1));
    case 'SCHOOL_YEAR':
      return yearFrom(period.year, years.schoolYearStart ?? defaultYearStarts.schoolYearStart);
    case 'FISCAL_YEAR': {
      const start = years.fiscalYearStart ?? defaultYearStarts.fiscalYearStart;
      return yearFrom(start === '01-01' ? period.year : period.year - 1, start);
    }
    default: {
      const months = monthsIn[period.kind];
      const month = (period.part - 1) * months + 1;
      return range(firstOfMonth(period.year, month), firstOfMonth(period.year, month + months));
    }
  }
}

/**
 * The period from one date to another (`YYYY-MM-DD`, both included) with its shortest code. The first match applies: a
 * calendar period, a school year, a fiscal year (if `years` has their starts), the two dates. Undefined if a date does not
 * exist, or the end is before the start. Throws a RangeError for an invalid year start.
 *
 * @example
 * periodFromRange({ start: '2025-02-01', end: '2025-02-28' })?.code; // '2025-02'
 * periodFromRange({ start: '2025-08-01', end: '2026-07-31' }, { schoolYearStart: '08-01' })?.code; // 'SY2025-26'
 */
export function periodFromRange(days: PeriodRange, years: YearStarts = {}): Period | undefined {
  const { start, end }: PeriodRange = Object(days);
  for (const yearStart of [years.schoolYearStart, years.fiscalYearStart]) {
    if (typeof yearStart === 'string') monthAndDay(yearStart);
  }
  if (typeof start !== 'string' || typeof end !== 'string') return undefined;
  const first = parseDay(start);
  const last = parseDay(end);
  if (first === undefined || last === undefined || last < first) return undefined;
  const shorter = periodsAround(first, years).find((candidate) => {
    const range = periodRange(candidate, years);
    return range.start === start && range.end === end;
  });
  return shorter ?? { code: `${start}/${end}`, kind: 'INTERVAL', start, end };
}

/**
 * Compares periods for `sort`: by first day, then the longer one first, then by code. School and fiscal years begin on
 * {@link defaultYearStarts}. Use {@link periodOrder} for the year starts of an ecosystem.
 */
export const comparePeriods = periodOrder();

/** Returns the comparison of {@link comparePeriods} for school and fiscal years that begin on the days in `years`. */
export function periodOrder(years: YearStarts = {}): (a: Period, b: Period) => number {
  return (a, b) => {
    const [rangeOfA, rangeOfB] = [periodRange(a, years), periodRange(b, years)];
    return order(rangeOfA.start, rangeOfB.start) || order(rangeOfB.end, rangeOfA.end) || order(a.code, b.code);
  };
}

/** Whether every day of `inner` is a day of `outer`; a period contains itself. */
export function periodContains(options: { outer: Period; inner: Period; years?: YearStarts }): boolean {
  const outer = periodRange(options.outer, options.years);
  const inner = periodRange(options.inner, options.years);
  return outer.start <= inner.start && inner.end <= outer.end;
}

/**
 * The period of the same kind that begins the day after this one ends. Undefined for an interval, which has no successor, and
 * after the year 9999.
 *
 * @example
 * const week = parsePeriod('2020-W53');
 * week && nextPeriod(week)?.code; // '2021-W01'
 */
export function nextPeriod(period: Period): Period | undefined {
  const number = numberOfPeriod(period);
  return number === undefined ? undefined : periodAt(period.kind, number + 1);
}

/**
 * All periods of a kind from one to another, both included, in order. Empty if `to` is before `from`. Undefined if the two
 * are intervals or of different kinds, or if there are more than `atMost` periods (10,000 by default), because callers may
 * send both ends.
 *
 * @example
 * const [from, to] = [parsePeriod('2024-Q4'), parsePeriod('2025-Q2')];
 * from && to && periodsBetween({ from, to })?.map(({ code }) => code); // ['2024-Q4', '2025-Q1', '2025-Q2']
 */
export function periodsBetween(ends: { from: Period; to: Period; atMost?: number }): Period[] | undefined {
  const { from, to, atMost = 10_000 } = ends;
  const [first, last] = [numberOfPeriod(from), numberOfPeriod(to)];
  if (from.kind !== to.kind || first === undefined || last === undefined) return undefined;
  if (last - first >= atMost) return undefined;
  const periods: Period[] = [];
  for (let number = first; number <= last; number++) {
    const period = periodAt(from.kind, number);
    if (period) periods.push(period);
  }
  return periods;
}

/**
 * Describes the forms of period codes, for messages: those of all kinds, or of the given kinds.
 *
 * @example
 * describePeriodKinds(['YEAR', 'SCHOOL_YEAR']); // 'a year (2025) or a school year (SY2025-26)'
 */
export function describePeriodKinds(kinds = Object.keys(kindNames) as PeriodKind[]): string {
  const names = kinds.map((kind) => kindNames[kind]);
  const last = names.pop() ?? '';
  return names.length === 0 ? last : `${names.join(', ')} or ${last}`;
}

/** The periods, one of each kind, that may begin on this day. Calendar periods come first. */
function periodsAround(first: number, years: YearStarts): Period[] {
  const { year, month } = dateOfDay(first);
  const candidates = [
    dayPeriod(first),
    yearPeriod('YEAR', year),
    partPeriod('HALF', { year, part: Math.ceil(month / 6) }),
    partPeriod('QUARTER', { year, part: Math.ceil(month / 3) }),
    partPeriod('MONTH', { year, part: month }),
    partPeriod('WEEK', weekOfDay(first)),
    typeof years.schoolYearStart === 'string' ? yearPeriod('SCHOOL_YEAR', year) : undefined,
    // A fiscal year that begins and ends in the same year is the calendar year, which comes before it.
    typeof years.fiscalYearStart === 'string' ? yearPeriod('FISCAL_YEAR', year + 1) : undefined,
  ];
  return candidates.filter((candidate) => candidate !== undefined);
}

function yearFrom(year: number, start: string): PeriodRange {
  const { month, day } = monthAndDay(start);
  return range(dayNumber({ year, month, day }), dayNumber({ year: year + 1, month, day }));
}

function monthAndDay(text: string): { month: number; day: number } {
  // The year 2001 has no 29 February, which is not a day that every year has.
  const number = parseDay(`2001-${text}`);
  if (number === undefined)
    throw new RangeError(`"${text}" is not a month and day that every year has. Write it as MM-DD, for example 09-01.`);
  return dateOfDay(number);
}

function range(first: number, after: number): PeriodRange {
  return { start: formatDay(first), end: formatDay(after - 1) };
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
