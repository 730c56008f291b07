import type { BoundedResult } from '../figure-result.ts';
import type { PartialFigure } from './partial-figure.ts';
import { countWithoutValue } from './people-interval.ts';

/** An aggregate that a step of a roll-up returns and the next step combines, see `rollUp`. */
export interface Aggregate {
  /** How many figures it includes, and how many are missing: the basis of the coverage. */
  counted: PartialFigure;
  /** What the next step combines: one figure if the rule of this step computes one. */
  carried: PartialFigure;
  /** The figure, or the reason it is unavailable. */
  result: BoundedResult;
  /** Whether it consists of figures of organizations, so that others may be expected to report. */
  isOfOrganizations: boolean;
}

/** Figures of several periods, combined. */
export type CombinedPeriods = Pick<Aggregate, 'carried' | 'result'>;

/** Whether it includes a figure, or one that is suppressed. */
export function hasFigure({ figures, suppressed }: PartialFigure): boolean {
  return figures > 0 || suppressed > 0;
}

/** Whether every cell is `NOT_APPLICABLE`. Such an aggregate adds nothing, and nothing is missing in it. */
export function isNotApplicable(counted: PartialFigure): boolean {
  return counted.notApplicable > 0 && !hasFigure(counted) && countWithoutValue(counted) === 0;
}

/** Whether the result has neither a figure nor a figure that is suppressed or not additive. */
export function hasNoData({ result }: Pick<Aggregate, 'result'>): boolean {
  return 'reason' in result && result.reason === 'NO_DATA';
}
