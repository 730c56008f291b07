import { type PeriodRange, periodFromRange, type YearStarts } from '../../period/index.ts';
import { relationOfRanges } from '../../period/internal.ts';
import { formatDay, parseDay } from '../../shared/dates/calendar-date.ts';
import { type UnavailableFigure, unavailable } from './figure-result.ts';

/** Figures of one period. */
export interface Dated extends PeriodRange {
  period: string;
  /** Whether it has a figure, or one that is suppressed. */
  hasFigure: boolean;
}

/** Days without a figure, by their shortest period code. */
export interface Gap extends PeriodRange {
  code: string;
}

/** Days without a figure that one ecosystem has, and others cover. */
export interface GapOfEcosystem extends Gap {
  ecosystemId: string;
}

/** The periods that represent a requested period. */
export interface PeriodSelection<T> {
  /** In the order of time. */
  chosen: T[];
  /** Days without a chosen period. */
  gaps: Gap[];
  unavailable: UnavailableFigure | null;
}

/**
 * Selects the periods that represent a requested period. Figures of exactly these days are used if there are any. Otherwise
 * the longest periods within are used, and each replaces the shorter periods in it, unless only those have figures. The result is `NOT_ADDITIVE` if the periods overlap, or if a longer period overlaps and they leave
 * gaps, or if there is only a longer period, which cannot be divided.
 */
export function selectPeriods<T extends Dated>(
  requested: PeriodRange & { code: string },
  { candidates, years }: { candidates: readonly T[]; years: YearStarts },
): PeriodSelection<T> {
  const touching = candidates.filter((each) => relationOfRanges(each, requested) !== 'APART');
  const exact = touching.filter((each) => relationOfRanges(each, requested) === 'EQUAL');
  const within = touching.filter((each) => ['EQUAL', 'WITHIN'].includes(relationOfRanges(each, requested)));
  const chosen = outermost(exact.some(({ hasFigure }) => hasFigure) ? exact : within);
  const gaps = gapsIn(requested, { chosen, years });
  const selection = { chosen, gaps, unavailable: null };
  const [longer] = touching.filter((each) => !within.includes(each));
  if (chosen.length === 0 && longer) {
    const explanation = `There is a figure for ${longer.period}. It does not determine one for ${requested.code}.`;
    return { ...selection, unavailable: unavailable('NOT_ADDITIVE', explanation) };
  }
  const overlap = firstOverlap(chosen) ?? (gaps.length > 0 && longer ? [longer.period, requested.code] : undefined);
  if (!overlap) return selection;
  const explanation = `The periods ${overlap.join(' and ')} overlap partly.`;
  return { ...selection, unavailable: unavailable('NOT_ADDITIVE', explanation) };
}

function outermost<T extends Dated>(all: readonly T[]): T[] {
  const contains = (outer: T, inner: T) => relationOfRanges(outer, inner) === 'CONTAINS';
  const used = all.filter((one) => one.hasFigure || !all.some((other) => other.hasFigure && contains(one, other)));
  const outer = used.filter((one) => !used.some((other) => contains(other, one)));
  return outer.sort((a, b) => (a.start < b.start ? -1 : a.start > b.start ? 1 : 0));
}

function firstOverlap(inOrder: readonly Dated[]): [string, string] | undefined {
  for (const [at, one] of inOrder.entries()) {
    const next = inOrder[at + 1];
    if (next && next.start <= one.end) return [one.period, next.period];
  }
  return undefined;
}

/** The days of a requested period that no chosen period covers. `chosen` are in the order of their first days. */
export function gapsIn(
  requested: PeriodRange,
  { chosen, years }: { chosen: readonly PeriodRange[]; years: YearStarts },
): Gap[] {
  const gaps: Gap[] = [];
  const note = (first: number, last: number) => {
    const range = { start: formatDay(first), end: formatDay(last) };
    gaps.push({ ...range, code: periodFromRange(range, years)?.code ?? `${range.start}/${range.end}` });
  };
  let from = dayOf(requested.start);
  for (const { start, end } of chosen) {
    if (from < dayOf(start)) note(from, dayOf(start) - 1);
    from = Math.max(from, dayOf(end) + 1);
  }
  if (from <= dayOf(requested.end)) note(from, dayOf(requested.end));
  return gaps;
}

function dayOf(date: string): number {
  const number = parseDay(date);
  if (number === undefined) throw new RangeError(`"${date}" is not a date. Use the form 2025-08-31.`);
  return number;
}
