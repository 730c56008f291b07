import type { RollUpFigure } from '@collective-impact/sdk/aggregation';
import type { OtherPeriodIn } from './other-period-reader.ts';
import type { MissingIn } from './reporters-without-figure.ts';

/**
 * Where to look up the organizations that report for other parts of the period of a figure only. `included` are its releases with
 * figures of organizations, and `earlier` those that a later release replaces. None if the figure is of one period.
 */
export function otherPeriodsOf(
  { categories, coverage }: Pick<RollUpFigure, 'categories' | 'coverage'>,
  { included, earlier }: { included: readonly MissingIn[]; earlier: readonly MissingIn[] },
): OtherPeriodIn[] {
  if (earlier.length === 0 && coverage.periods.length < 2) return [];
  const isTotal = categories.length === 0;
  const keyOf = ({ releaseId, breakdownId, places }: MissingIn) => ({ releaseId, breakdownId, places, isTotal });
  return [
    ...included.map((each) => ({ ...keyOf(each), isIncluded: true })),
    ...earlier.map((each) => ({ ...keyOf(each), isIncluded: false })),
  ];
}
