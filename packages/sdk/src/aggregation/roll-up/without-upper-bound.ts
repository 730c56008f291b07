import { reportedForPartOnly, unboundedAbove } from './aggregate/people-interval.ts';
import type { RollUpFigure } from './roll-up-figure.ts';
import { roundedOutward } from './rounded-figure.ts';

/**
 * A number of people counted once without its upper bound, because an organization reported for only a part of the period. Returns
 * a figure without an upper bound unchanged. {@link rollUp} does the same if its parts name their organizations.
 *
 * @example
 * const ends = { low: '70', high: '180' };
 * const figure = { value: null, base: null, interval: ends, exact: ends, reason: 'NOT_ADDITIVE', explanation: null };
 * withoutUpperBound(figure).interval; // { low: '70', high: null }
 */
export function withoutUpperBound<
  Figure extends Pick<RollUpFigure, 'value' | 'base' | 'interval' | 'exact' | 'reason' | 'explanation'>,
>(figure: Figure): Figure {
  const { low = null, high = null } = figure.exact ?? {};
  if (low === null || high === null) return figure;
  const { reason, explanation, interval } = unboundedAbove(low, [reportedForPartOnly]);
  return {
    ...figure,
    value: null,
    base: null,
    interval: roundedOutward(interval),
    exact: interval,
    reason,
    explanation,
  };
}
