import type { Direction } from '../indicator/index.ts';
import { compareExact, negativeExact } from '../shared/numbers/exact.ts';
import type { FigureInterval } from './roll-up/figure-result.ts';

/** A reference that figures are compared with: the distance of a value above it, and the tolerance on the same scale. */
export interface Reference {
  distanceAbove: (value: string) => string;
  direction: Direction;
  tolerance: string;
}

/**
 * Returns whether every figure of an interval is at least as good as a reference (true), or none is (false). Null if the figures
 * of the interval give different verdicts. A known figure is an interval with equal ends. Without an end, the other one decides if
 * it is sufficient.
 *
 * @example
 * const reference = { distanceAbove: (value) => String(Number(value) - 50), direction: 'INCREASE', tolerance: '0' };
 * verdictOf({ low: '60', high: '80' }, reference); // true
 * verdictOf({ low: '40', high: null }, reference); // null
 * verdictOf({ low: null, high: '40' }, reference); // false
 */
export function verdictOf({ low, high }: FigureInterval, reference: Reference): boolean | null {
  const { distanceAbove, direction, tolerance } = reference;
  const distanceOf = (end: string | null) => (end === null ? null : distanceAbove(end));
  const [lowest, highest] = [distanceOf(low), distanceOf(high)];
  const margin = direction === 'MAINTAIN' ? tolerance : '0';
  const isAbove = lowest !== null && compareExact(lowest, margin) > 0;
  const isBelow = highest !== null && compareExact(highest, negativeExact(margin)) < 0;
  const isAtLeast = lowest !== null && compareExact(lowest, negativeExact(margin)) >= 0;
  const isAtMost = highest !== null && compareExact(highest, margin) <= 0;
  const verdicts = {
    INCREASE: { isGood: isAtLeast, isBad: isBelow },
    DECREASE: { isGood: isAtMost, isBad: isAbove },
    MAINTAIN: { isGood: isAtLeast && isAtMost, isBad: isAbove || isBelow },
  };
  const { isGood, isBad } = verdicts[direction];
  return isGood ? true : isBad ? false : null;
}
