import { compareExact } from '../../../shared/numbers/exact.ts';
import { outOf } from '../../../shared/wording.ts';
import { type Contradiction, type FigureInterval, noNumbers } from '../figure-result.ts';
import type { UnroundedFigure } from '../roll-up-figure.ts';
import { roundedOutward } from '../rounded-figure.ts';
import { contradictionBetween, describeContradiction } from './contradiction.ts';
import { suppressedSentence } from './ratio-of-sums.ts';

/** A figure of a roll-up in which figures that are stated as bounds are at one end of these. */
export interface FigureAtEnd extends UnroundedFigure {
  /** Whether bounds of an included figure have no such end. */
  isOpen: boolean;
  /** What is contradictory at this end. The other end can show that it is possible. */
  contradiction?: Contradiction;
}

/** The figures between a roll-up of the lowest figures that bounds allow, and one of the highest ones, in the same order. */
export function betweenEnds(lowest: readonly FigureAtEnd[], highest: readonly FigureAtEnd[]): UnroundedFigure[] {
  return lowest.map((low, at) => {
    const high = highest[at];
    if (!high) throw new Error('The roll-ups of both ends of bounds have the same figures.');
    return figureBetween(low, high);
  });
}

/**
 * Every rule of aggregation rises with each figure, so that the ends of the figure follow from the ends of its parts. If these agree,
 * they are the value: the largest of the figures 12, `<10` and 15 is 15.
 */
function figureBetween(lowest: FigureAtEnd, highest: FigureAtEnd): UnroundedFigure {
  const contradiction = contradictionBetween(lowest, highest);
  const { isOpen: isOpenBelow, ...low } = withoutContradiction(lowest, 'low');
  const { isOpen: isOpenAbove, ...high } = withoutContradiction(highest, 'high');
  if (contradiction) {
    const without = { ...noNumbers, interval: null };
    return { ...low, ...without, reason: 'CONTRADICTORY', explanation: describeContradiction(contradiction) };
  }
  const atEnds = low.interval && high.interval && { low: low.interval.low, high: high.interval.high };
  if (low.reason === 'SUPPRESSED') return suppressedBetween(low, { interval: atEnds, high });
  const isBetween =
    low.coverage.reportedAsBounds > 0 ||
    (low.value !== null && high.value !== null && compareExact(low.value, high.value) !== 0);
  if (!isBetween) return { ...low, interval: atEnds };
  const lowEnd = low.value ?? low.interval?.low ?? null;
  if (lowEnd === null) return low;
  const highEnd = isOpenAbove ? null : (high.value ?? high.interval?.high ?? null);
  if (!isOpenBelow && highEnd !== null && compareExact(lowEnd, highEnd) === 0)
    return agreedValue(lowEnd, { low, high });
  const { reportedAsBounds, figuresIncluded } = low.coverage;
  const of = outOf({ value: reportedAsBounds, total: figuresIncluded, noun: 'figure', verb: ['is', 'are'] });
  const interval = isOpenBelow && highEnd === null ? null : { low: isOpenBelow ? null : lowEnd, high: highEnd };
  return {
    ...low,
    value: null,
    numerator: null,
    denominator: null,
    interval,
    reason: 'NOT_ADDITIVE',
    explanation: `${of} stated as bounds. The aggregate ${rangeOf(interval)}.`,
  };
}

/**
 * A figure that is contradictory at its end of the bounds, as it is if the figures between both ends are possible together. A number
 * that the whole states as bounds is within those of its parts.
 */
function withoutContradiction(
  { contradiction, ...figure }: FigureAtEnd,
  end: 'low' | 'high',
): Omit<FigureAtEnd, 'contradiction'> {
  if (!contradiction) return figure;
  const { unchecked, interval } = contradiction;
  const limit = interval[end];
  if ('reason' in unchecked) return { ...figure, ...unchecked };
  const { value } = unchecked.figure;
  const isBeyond = value !== null && limit !== null && compareExact(value, limit) === (end === 'low' ? -1 : 1);
  return {
    ...figure,
    ...unchecked.figure,
    ...(isBeyond && { value: limit }),
    interval,
    reason: null,
    explanation: null,
  };
}

/** The figure of an interval whose ends agree. It keeps the interval: equal bounds are the value. */
function agreedValue(
  value: string,
  { low, high }: { low: UnroundedFigure; high: Pick<UnroundedFigure, 'numerator' | 'denominator'> },
): UnroundedFigure {
  const hasParts = low.numerator === high.numerator && low.denominator === high.denominator;
  return {
    ...low,
    value,
    ...(hasParts ? {} : { numerator: null, denominator: null }),
    interval: { low: value, high: value },
    reason: null,
    explanation: null,
  };
}

/** The ends of an aggregate in words. An interval without ends is null. */
function rangeOf(interval: FigureInterval | null): string {
  if (interval === null) return 'has neither a lower nor an upper end';
  const { low, high } = roundedOutward(interval);
  if (low === null) return `is at most ${high}`;
  return high === null ? `is at least ${low}` : `is from ${low} to ${high}`;
}

/** A suppressed figure. The sums that its explanation states depend on the bounds, so that it states the interval instead. */
function suppressedBetween(
  low: UnroundedFigure,
  { interval, high }: { interval: FigureInterval | null; high: Pick<UnroundedFigure, 'explanation'> },
): UnroundedFigure {
  if (interval === null || interval.high === null || low.explanation === high.explanation) return { ...low, interval };
  const range = `The aggregate ${rangeOf(interval)}.`;
  return { ...low, interval, explanation: `${suppressedSentence(low.coverage.suppressed)} ${range}` };
}
