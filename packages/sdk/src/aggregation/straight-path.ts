import { type Period, type PeriodRange, periodRange, type YearStarts } from '../period/index.ts';
import { numberOfPeriod, periodAt } from '../period/internal.ts';
import { parseDay } from '../shared/dates/calendar-date.ts';
import { addDecimals, divideDecimals, multiplyDecimals, subtractDecimals } from '../shared/numbers/decimal.ts';
import { multiplyExact, subtractExact } from '../shared/numbers/exact.ts';

/** A figure of a period. The value is a canonical decimal. */
export interface PathEnd {
  period: Period;
  value: string;
}

/** Elapsed time between two periods: `elapsed` of `total`, whole numbers. */
export interface TimeOver {
  elapsed: number;
  total: number;
}

/** Number of decimals of a value on a path. */
const pathScale = 6;

/**
 * Returns how much of the time from the end of one period to the end of a later one has elapsed at the end of a day
 * (`YYYY-MM-DD`). Periods between the two count equally, so that three of ten years are three tenths, with or without leap
 * years. Within a period, days count equally. If the two are intervals, or periods of different kinds, all days count equally.
 * Undefined if the second period does not end after the first.
 *
 * @example
 * const [from, to] = [parsePeriod('2020'), parsePeriod('2030')];
 * from && to && timeOver({ from, to, day: '2024-12-31' }); // { elapsed: 1464, total: 3660 }
 */
export function timeOver(way: { from: Period; to: Period; day: string; years?: YearStarts }): TimeOver | undefined {
  const { from, to, years } = way;
  const [start, end, day] = [lastDay(from, years), lastDay(to, years), numberOf(way.day)];
  if (end <= start) return undefined;
  const total = end - start;
  const [first, last] = [numberOfPeriod(from), numberOfPeriod(to)];
  if (day <= start) return { elapsed: 0, total };
  if (day >= end) return { elapsed: total, total };
  if (from.kind !== to.kind || first === undefined || last === undefined) return { elapsed: day - start, total };
  // Estimates the period of the day. Periods differ in length, so that the estimate can be off by one or two.
  let at = first + Math.ceil(((day - start) * (last - first)) / total);
  while (day < boundsOf(at).start) at--;
  while (day > boundsOf(at).end) at++;
  const running = boundsOf(at);
  const length = running.end - running.start + 1;
  return {
    elapsed: (at - first - 1) * length + day - running.start + 1,
    total: (last - first) * length,
  };

  function boundsOf(number: number) {
    const period = periodAt(from.kind, number);
    if (!period) throw new Error(`no ${from.kind} has the number ${number}, though it lies between two that exist`);
    return daysOf(periodRange(period, years));
  }
}

/** The value of the straight path from one figure to another at the elapsed time, with six decimals. */
export function valueOnPath(path: { from: PathEnd; to: PathEnd; over: TimeOver }): string {
  const { from, to, over } = path;
  const gone = multiplyDecimals(subtractDecimals(to.value, from.value), String(over.elapsed));
  const sum = addDecimals(multiplyDecimals(from.value, String(over.total)), gone);
  return divideDecimals(sum, { by: String(over.total), scale: pathScale }) ?? from.value;
}

/** The distance of an exact value above the straight path, times `over.total`, as an exact number. */
export function scaledDistanceFromPath(value: string, path: { from: PathEnd; to: PathEnd; over: TimeOver }): string {
  const { from, to, over } = path;
  const above = multiplyExact(subtractExact(value, from.value), String(over.total));
  return subtractExact(above, multiplyDecimals(subtractDecimals(to.value, from.value), String(over.elapsed)));
}

function lastDay(period: Period, years: YearStarts | undefined): number {
  return daysOf(periodRange(period, years)).end;
}

function daysOf({ start, end }: PeriodRange): { start: number; end: number } {
  return { start: numberOf(start), end: numberOf(end) };
}

function numberOf(day: string): number {
  const number = parseDay(day);
  if (number === undefined) throw new RangeError(`"${day}" is not a day (YYYY-MM-DD)`);
  return number;
}
