import type { DisparityMeasure, ObservationStatus } from '../../indicator/index.ts';
import { amount } from '../../shared/wording.ts';
import type { FigureInterval, RollUpReason } from '../roll-up/figure-result.ts';
import type { Disparity } from './disparity.ts';

/** A disparity as one number: its difference or its ratio, or the reason why there is none. */
export interface MeasuredDisparity {
  /** Canonical decimal. Null if there is a reason. */
  value: string | null;
  /** Its bounds. Null if there is a value, or no bounds are known. */
  interval: FigureInterval | null;
  /** The ends of the value or of the interval before rounding, see `RollUpFigure.exact`. Null if there is neither. */
  exact: FigureInterval | null;
  reason: RollUpReason | null;
  explanation: string | null;
}

/**
 * Returns the difference or the ratio of a disparity, as the figure that is compared with a target. An undefined ratio,
 * such as a ratio to a reference of 0, is `NO_DATA`.
 *
 * @example
 * const disparity = { difference: '-15', ratio: null, interval: null, reason: 'NO_RATIO', explanation: 'The reference is 0.' };
 * measureDisparity(disparity, 'DIFFERENCE').value; // '-15'
 * measureDisparity(disparity, 'RATIO').reason; // 'NO_DATA'
 */
export function measureDisparity(
  disparity: Pick<Disparity, 'difference' | 'ratio' | 'interval' | 'reason' | 'explanation'> &
    Partial<Pick<Disparity, 'exact'>>,
  measure: DisparityMeasure,
): MeasuredDisparity {
  const of = measure === 'DIFFERENCE' ? 'difference' : 'ratio';
  const value = disparity[of];
  const { reason, explanation } = disparity;
  if (value !== null) {
    const exact = disparity.exact?.[of] ?? { low: value, high: value };
    return { value, interval: null, exact, reason: null, explanation: null };
  }
  const interval = disparity.interval?.[of] ?? null;
  const exact = interval && (disparity.exact?.[of] ?? interval);
  return {
    value,
    interval,
    exact,
    reason: reason === 'NO_RATIO' || reason === null ? 'NO_DATA' : reason,
    explanation,
  };
}

/** The first of these statuses that one of the figures has. */
const precedence: readonly ObservationStatus[] = [
  'SUPPRESSED_AT_SOURCE',
  'NOT_APPLICABLE',
  'MISSING',
  'PROVISIONAL',
  'ESTIMATED',
  'OBSERVED',
];

/** Returns the status of a disparity: the least certain one of its figures. Null if one of them has no status. */
export function disparityStatus(figures: readonly { status: ObservationStatus | null }[]): ObservationStatus | null {
  if (figures.some(({ status }) => status === null)) return null;
  return precedence.find((each) => figures.some(({ status }) => status === each)) ?? null;
}

/** A caveat about suppressed categories, which are never the best category. Null if none is suppressed. */
export function suppressionNote(suppressedCategories: number): string | null {
  if (suppressedCategories === 0) return null;
  if (suppressedCategories === 1) return '1 category is suppressed. Its value can be better than the reference.';
  return `${suppressedCategories} categories are suppressed. Their values can be better than the reference.`;
}

/** A caveat about categories whose figures contradict each other, which are never the best category. Null if there are none. */
export function contradictionNote(contradictoryCategories: number): string | null {
  if (contradictoryCategories === 0) return null;
  const have = amount(contradictoryCategories, ['category has', 'categories have']);
  return `${have} no value, because figures contradict each other, and can be better than the reference.`;
}
