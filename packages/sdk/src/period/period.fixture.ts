import fc from 'fast-check';
import { formatDay, lastDayNumber, parseDay } from '../shared/dates/calendar-date.ts';
import { type Period, parsePeriod } from './period.ts';

const day = fc.integer({ min: 1, max: lastDayNumber }).map(formatDay);
/** Days of a few years, so that periods overlap often. */
export const nearDay = fc.integer({ min: dayOf('2023-06-01'), max: dayOf('2026-03-01') }).map(formatDay);
export const yearStart = fc
  .integer({ min: dayOf('2001-01-01'), max: dayOf('2001-12-31') })
  .map((number) => formatDay(number).slice(5));
export const yearStarts = fc.record({ schoolYearStart: yearStart, fiscalYearStart: yearStart });
const twoDigits = (from: number, to: number) =>
  fc.integer({ min: from, max: to }).map((n) => String(n).padStart(2, '0'));

/** Periods of every kind with these years and days. */
function periods(years: fc.Arbitrary<number>, days: fc.Arbitrary<string>): fc.Arbitrary<Period> {
  const year = years.map((n) => String(n).padStart(4, '0'));
  const codes = fc.oneof(
    year,
    fc.tuple(year, fc.constantFrom('-H1', '-H2', '-Q1', '-Q2', '-Q3', '-Q4')).map((parts) => parts.join('')),
    fc.tuple(year, twoDigits(1, 12)).map((parts) => parts.join('-')),
    fc.tuple(year, twoDigits(1, 52)).map((parts) => parts.join('-W')),
    days,
    years.map((n) => `SY${String(n).padStart(4, '0')}-${String((n + 1) % 100).padStart(2, '0')}`),
    year.map((text) => `FY${text}`),
    fc.tuple(days, days).map((ends) => ends.toSorted().join('/')),
  );
  return codes.map(period);
}
export const arbitraryPeriod = periods(fc.integer({ min: 2, max: 9998 }), day);
export const nearPeriod = periods(fc.integer({ min: 2023, max: 2025 }), nearDay);

export function period(code: string): Period {
  const parsed = parsePeriod(code);
  if (!parsed) throw new Error(`"${code}" is not a period.`);
  return parsed;
}

export function dayOf(date: string): number {
  const number = parseDay(date);
  if (number === undefined) throw new Error(`"${date}" is not a date.`);
  return number;
}
