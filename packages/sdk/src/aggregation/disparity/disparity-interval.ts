import { compareDecimals, divideDecimals, subtractDecimals } from '../../shared/numbers/decimal.ts';
import { figureScale } from '../roll-up/aggregate/ratio-of-sums.ts';
import type { FigureInterval } from '../roll-up/figure-result.ts';
import type { DisparityFigure, DisparityInterval } from './disparity.ts';

/**
 * Returns the bounds of the difference and of the ratio of two figures, of which at least one is an interval. Null if one of them is
 * suppressed or has no bounds, or both are exact. The two figures are treated as independent, so that the bounds contain every disparity
 * that is possible. The bounds of the ratio are null if the reference can be 0 or less, or the figure less than 0.
 */
export function intervalOfDisparity(figure: DisparityFigure, reference: DisparityFigure): DisparityInterval | null {
  const [of, to] = [endsOf(figure), endsOf(reference)];
  if (!of || !to || (figure.value !== null && reference.value !== null)) return null;
  const difference = { low: subtracted(of.low, to.high), high: subtracted(of.high, to.low) };
  const interval = { difference: hasEnd(difference) ? difference : null, ratio: ratioBetween(of, to) };
  return interval.difference || interval.ratio ? interval : null;
}

/** Both ends of a value are the value. A suppressed figure has no ends, even if its release shows bounds of it. */
function endsOf({ value, interval = null, reason }: DisparityFigure): FigureInterval | null {
  if (value !== null) return { low: value, high: value };
  return reason === 'ROUNDED' || reason === 'NOT_ADDITIVE' ? interval : null;
}

function ratioBetween(of: FigureInterval, to: FigureInterval): FigureInterval | null {
  if (to.low === null || compareDecimals(to.low, '0') <= 0) return null;
  if (of.low === null || compareDecimals(of.low, '0') < 0) return null;
  // Without an upper end of the reference, the ratio can be as small as 0.
  const low = to.high === null ? '0' : divideDecimals(of.low, { by: to.high, scale: figureScale, rounding: 'DOWN' });
  const high = of.high === null ? null : divideDecimals(of.high, { by: to.low, scale: figureScale, rounding: 'UP' });
  return { low: low ?? null, high: high ?? null };
}

function subtracted(one: string | null, other: string | null): string | null {
  return one === null || other === null ? null : subtractDecimals(one, other);
}

function hasEnd({ low, high }: FigureInterval): boolean {
  return low !== null || high !== null;
}
