import { compareExact, divideExact, subtractExact } from '../../shared/numbers/exact.ts';
import type { FigureInterval } from '../roll-up/figure-result.ts';
import { roundedOutward } from '../roll-up/rounded-figure.ts';
import type { DisparityFigure, DisparityInterval, ExactDisparity } from './disparity.ts';

/**
 * Returns the bounds of the difference and of the ratio of two figures before rounding, of which at least one figure is an interval.
 * Null if one of them is suppressed or has no bounds, or both are exact. The two figures are treated as independent, so that the bounds
 * contain every disparity that is possible. The bounds of the ratio are null if the reference can be 0 or less, or the figure less than 0.
 */
export function boundsOfDisparity(figure: DisparityFigure, reference: DisparityFigure): ExactDisparity | null {
  const [of, to] = [endsOf(figure), endsOf(reference)];
  if (!of || !to || (figure.value !== null && reference.value !== null)) return null;
  const difference = { low: subtracted(of.low, to.high), high: subtracted(of.high, to.low) };
  return { difference: hasEnd(difference) ? difference : null, ratio: ratioBetween(of, to) };
}

/** The bounds of a disparity, rounded outward. Null if there are none. */
export function intervalOf({ difference, ratio }: ExactDisparity): DisparityInterval | null {
  if (!difference && !ratio) return null;
  return { difference: difference && roundedOutward(difference), ratio: ratio && roundedOutward(ratio) };
}

/** Both ends of a value are the value. A suppressed figure has no ends, even if its release shows bounds of it. */
function endsOf({ value, interval = null, exact = null, reason }: DisparityFigure): FigureInterval | null {
  if (value !== null) return exact ?? { low: value, high: value };
  return reason === 'ROUNDED' || reason === 'NOT_ADDITIVE' ? (exact ?? interval) : null;
}

function ratioBetween(of: FigureInterval, to: FigureInterval): FigureInterval | null {
  if (to.low === null || compareExact(to.low, '0') <= 0) return null;
  if (of.low === null || compareExact(of.low, '0') < 0) return null;
  // Without an upper end of the reference, the ratio can be as small as 0.
  const low = to.high === null ? '0' : divideExact(of.low, to.high);
  const high = of.high === null ? null : divideExact(of.high, to.low);
  return { low: low ?? null, high: high ?? null };
}

function subtracted(one: string | null, other: string | null): string | null {
  return one === null || other === null ? null : subtractExact(one, other);
}

function hasEnd({ low, high }: FigureInterval): boolean {
  return low !== null || high !== null;
}
