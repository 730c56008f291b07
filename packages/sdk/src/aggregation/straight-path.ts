import { type Period, type PeriodRange, periodRange, type YearStarts } from '../period/index.ts';
import { numberOfPeriod, periodAt } from '../period/internal.ts';
import { parseDay } from '../shared/calendar-date.ts';
import { addDecimals, divideDecimals, multiplyDecimals, subtractDecimals } from '../shared/decimal.ts';

/** A figure of a period; the value is a canonical decimal. */
export interface PathEnd {
  period: Period;
  value: string;
}

/** How much of the time between two periods is over: `elapsed` of `total`, whole numbers, 0 to all of it. */
export interface TimeOver {
  elapsed: number;
  total: number;
}

/** How many decimals a share and a value on a path have. */
export const pathScale = 6;

/**
 * How much of the way in time from the end of one period to the end of a later one is over at the end of a day
 * (`YYYY-MM-DD`). Every period between them is an equal step, so that the third of ten years is three tenths, leap years
 * or not; within a period days are equal. Where the two are intervals or of different kinds, days are equal throughout.
 * Undefined where the second period does not end after the first.
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
  // The period that the day lies in: an estimate, which the uneven lengths of periods put off by a step or two.
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

/** The value of the straight path from one figure to another when so much of the time is over, to six decimals. */
export function valueOnPath(path: { from: PathEnd; to: PathEnd; over: TimeOver }): string {
  const { from, to, over } = path;
  const gone = multiplyDecimals(subtractDecimals(to.value, from.value), String(over.elapsed));
  const sum = addDecimals(multiplyDecimals(from.value, String(over.total)), gone);
  return divideDecimals(sum, { by: String(over.total), scale: pathScale }) ?? from.value;
}

/** How far a value is above the straight path, times `over.total`: exact, where the quotient would be rounded. */
export function scaledDistanceFromPath(value: string, path: { from: PathEnd; to: PathEnd; over: TimeOver }): string {
  const { from, to, over } = path;
  const above = multiplyDecimals(subtractDecimals(value, from.value), String(over.total));
  return subtractDecimals(above, multiplyDecimals(subtractDecimals(to.value, from.value), String(over.elapsed)));
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
