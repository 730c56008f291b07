import {
  type DisparityMeasure,
  directions,
  disparityMeasures,
  type IndicatorVersion,
  type ObservationStatus,
  observationStatuses,
} from '../indicator/index.ts';
import { frequencies, type YearStarts } from '../period/index.ts';
import { periodCode, yearStarts } from '../period/internal.ts';
import { type Check, count, day, expecting, fields, flag, nullable, oneOf, optional, text } from '../shared/input.ts';
import { decimal, exactNumber } from '../shared/numbers/decimal-input.ts';
import type { ProgressCoverage } from './progress-coverage.ts';
import { type FigureInterval, type RollUpReason, rollUpReasons } from './roll-up/figure-result.ts';

/**
 * Reasons why progress cannot be assessed: no figure, a suppressed figure, figures that do not add up or contradict each other, a figure of a version that
 * is not comparable with the target's, a disparity between rounded figures, an interval whose ends lead to different results, a
 * coverage below the minimum, a figure that is outdated, or a target that contradicts the direction.
 */
export const progressGaps = [
  'NO_DATA',
  'SUPPRESSED',
  'NOT_ADDITIVE',
  'NOT_COMPARABLE',
  'ROUNDED',
  'CONTRADICTORY',
  'UNDECIDED',
  'LOW_COVERAGE',
  'OUTDATED',
  'AGAINST_DIRECTION',
] as const;
/** One of {@link progressGaps}. */
export type ProgressGap = (typeof progressGaps)[number];

/** A baseline or a target. The period is a canonical code, the value a canonical decimal. */
export interface ProgressFigure {
  period: string;
  value: string;
}

/** The newest aggregate over the whole ecosystem, see `rollUp`. */
export interface LatestFigure {
  period: string;
  /** Value of the figure. Null if the figure is an interval, is suppressed or does not exist. */
  value: string | null;
  /** Bounds of an unduplicated count, and of a ratio whose numerator is not known exactly. Null for other figures. */
  interval: FigureInterval | null;
  /** The ends of the figure before rounding, see `RollUpFigure.exact`. Default: the ends of `value` or `interval`. */
  exact?: FigureInterval | null;
  /** Observation status. Null if there is no figure and the statuses of the organizations differ. */
  status: ObservationStatus | null;
  /** Why there is no value, and the reason as a sentence. Null if there is one. */
  reason: RollUpReason | null;
  explanation: string | null;
}

/** The disparity that the figures of a target are about. */
export interface ProgressDisparity {
  /** Whether the values of baseline, target and newest figure are differences or ratios. */
  measure: DisparityMeasure;
  /** Number of suppressed categories, if the reference is the best of the published ones. 0 for another reference. */
  suppressedCategories: number;
  /** Number of categories whose figures contradict each other, if the reference is the best of the published ones. 0 if it is omitted. */
  contradictoryCategories?: number;
}

/** The newest figure and that of the previous period among the reporters that have figures for both. */
export interface ProgressTurnover {
  previousPeriod: string;
  /** Number of these reporters. */
  reporters: number;
  /** Canonical decimals. Null if there is an `explanation`. */
  previousValue: string | null;
  value: string | null;
  /** `value` before rounding, see `RollUpFigure.exact`. Default: `value`. */
  exactValue?: string | null;
  /** Why there are no values, as a sentence. Null if there are. */
  explanation: string | null;
  /** Whether only the places of these reporters changed, and the reporters did not. False if it is omitted. */
  isOfPlaces?: boolean;
}

/** The facts from which progress to a target is computed. */
export interface ProgressFacts {
  /** `frequency` is how often the indicator is reported. Without it, the kind of the newest figure's period is used. */
  version: Pick<IndicatorVersion, 'direction' | 'tolerance'> & Partial<Pick<IndicatorVersion, 'frequency'>>;
  /** When school and fiscal years begin. */
  years?: YearStarts;
  target: ProgressFigure;
  /** The newest baseline of the same categories before the target's period. Null if there is none. */
  baseline: ProgressFigure | null;
  /** The figure of the newest released period of the same categories up to the target's period. Null if there is none. */
  latest: LatestFigure | null;
  /** How many of the expected reporters the newest figure includes. */
  coverage?: ProgressCoverage | null;
  /** The smallest share of the expected reporters for which progress is assessed, 0 to 1. Null if there is no minimum. */
  minimumCoverage?: string | null;
  /** Why the newest figure is not comparable with the version of the target. Null if it is. */
  notComparable?: string | null;
  /** What limits the comparison of the newest figure with the version of the target. Null if nothing does. */
  comparabilityNote?: string | null;
  /** How the figure changed among the reporters of both periods, if its reporters changed. Null if they did not. */
  turnover?: ProgressTurnover | null;
  /** For a target of a disparity. Null or absent for a target of a value. */
  disparity?: ProgressDisparity | null;
  /** The date of the assessment, `YYYY-MM-DD`. */
  on: string;
}

const ends = fields<FigureInterval>({ low: nullable(decimal), high: nullable(decimal) });
const hasEnd = expecting(
  'an interval with a lower bound, an upper one or both',
  (given) => Object(given).low != null || Object(given).high != null,
);
const interval: Check = (given, path) => {
  const issues = ends(given, path);
  return issues.length > 0 ? issues : hasEnd(given, path);
};
const progressFigure = fields<ProgressFigure>({ period: periodCode, value: decimal });
/** The checks of the fields of {@link ProgressFacts}. */
export const progressFacts = fields<ProgressFacts>({
  version: fields<ProgressFacts['version']>({
    direction: oneOf(directions),
    tolerance: optional(decimal),
    frequency: optional(oneOf(frequencies)),
  }),
  years: optional(yearStarts),
  target: progressFigure,
  baseline: nullable(progressFigure),
  latest: nullable(
    fields<LatestFigure>({
      period: periodCode,
      value: nullable(decimal),
      interval: nullable(interval),
      exact: optional(fields<FigureInterval>({ low: nullable(exactNumber), high: nullable(exactNumber) })),
      status: nullable(oneOf(observationStatuses)),
      reason: nullable(oneOf(rollUpReasons)),
      explanation: nullable(text),
    }),
  ),
  coverage: optional(
    fields<ProgressCoverage>({
      reporters: count,
      expected: count,
      otherReporters: count,
      ecosystems: count,
      expectedEcosystems: count,
    }),
  ),
  minimumCoverage: optional(decimal),
  notComparable: optional(text),
  comparabilityNote: optional(text),
  turnover: optional(
    fields<ProgressTurnover>({
      previousPeriod: periodCode,
      reporters: count,
      previousValue: nullable(decimal),
      value: nullable(decimal),
      exactValue: optional(exactNumber),
      explanation: nullable(text),
      isOfPlaces: optional(flag),
    }),
  ),
  disparity: optional(
    fields<ProgressDisparity>({
      measure: oneOf(disparityMeasures),
      suppressedCategories: count,
      contradictoryCategories: optional(count),
    }),
  ),
  on: day,
});
