import { roundExact } from '../../shared/numbers/exact.ts';
import type { FigureInterval } from './figure-result.ts';
import type { UnlinkedFigure, UnroundedFigure } from './roll-up-figure.ts';

/**
 * Last step of a roll-up: rounds quotients to six decimals, half away from zero, and the ends of an interval outward. `exact` contains
 * the ends of the figure before rounding. A single figure keeps the value that its reporter stated.
 */
export function rounded({ stated, ...figure }: UnroundedFigure): UnlinkedFigure {
  const { value, numerator, denominator, interval } = figure;
  return {
    ...figure,
    value: value === null ? null : (stated ?? roundExact(value)),
    numerator: roundedOrNull(numerator),
    denominator: roundedOrNull(denominator),
    interval: interval && roundedOutward(interval),
    exact: value === null ? interval : { low: value, high: value },
  };
}

/** The ends of an interval as decimals: the lower one rounded down, and the upper one up. */
export function roundedOutward({ low, high }: FigureInterval): FigureInterval {
  return { low: low && roundExact(low, 'DOWN'), high: high && roundExact(high, 'UP') };
}

function roundedOrNull(value: string | null): string | null {
  return value && roundExact(value);
}
