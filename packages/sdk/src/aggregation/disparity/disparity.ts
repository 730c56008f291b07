import type { DimensionRules, Direction, DisparityReference, IndicatorKind } from '../../indicator/index.ts';
import type { Comparability } from '../../shared/comparability.ts';
import { type FigureInterval, type RollUpReason, rollUpReasons } from '../roll-up/figure-result.ts';
import type { RollUpFigure } from '../roll-up/roll-up-figure.ts';
import type { Compares } from '../roll-up/roll-up-request.ts';

/** Reasons why the difference or the ratio is missing. `NO_RATIO`: there is a difference, and the ratio is undefined. */
export const disparityReasons = [...rollUpReasons, 'NO_RATIO'] as const;
/** One of {@link disparityReasons}. */
export type DisparityReason = RollUpReason | 'NO_RATIO';

/** Whether a category is better or worse off than the reference, by the direction of the indicator. */
export const disparityPositions = ['BETTER_OFF', 'WORSE_OFF', 'EQUAL'] as const;
/** One of {@link disparityPositions}. */
export type DisparityPosition = (typeof disparityPositions)[number];

/** The fields of a rolled-up figure that a disparity is computed from. Without `exact`, it is computed from `value`. */
export type DisparityFigure = Pick<
  RollUpFigure,
  | 'period'
  | 'periodStart'
  | 'periodEnd'
  | 'versionId'
  | 'comparability'
  | 'caveats'
  | 'organizationId'
  | 'place'
  | 'ecosystemId'
  | 'categories'
  | 'value'
  | 'reason'
  | 'explanation'
> &
  Partial<Pick<RollUpFigure, 'exact'>> & {
    coverage: { figuresIncluded: number; reportedAsBounds?: number };
    /** Bounds of a figure without a value, as in a roll-up. Null or absent if there are none. */
    interval?: FigureInterval | null;
  };

/** Bounds of a disparity of which a figure is an interval. Ratios are rounded outward to 6 decimal places. */
export interface DisparityInterval {
  /** Null if there is neither a lower nor an upper bound. */
  difference: FigureInterval | null;
  /** Null if the reference can be 0 or less, or the figure of the category less than 0. */
  ratio: FigureInterval | null;
}

/** The ends of the difference and of the ratio before rounding, see `RollUpFigure.exact`. Both ends are equal if there is no interval. */
export type ExactDisparity = Record<'difference' | 'ratio', FigureInterval | null>;

/** The fields of an indicator version that disparities depend on. */
export interface DisparityVersion {
  id: string;
  number: number;
  kind: IndicatorKind;
  direction: Direction;
  dimensions: readonly DimensionRules[];
}

/** The figures of the categories of a dimension, and what they are compared with. */
export interface DisparityRequest<Figure extends DisparityFigure = DisparityFigure> {
  /** Code of the dimension. */
  dimension: string;
  reference: DisparityReference;
  /** Code of the reference category. Null unless the reference is `CATEGORY`. */
  referenceCategory: string | null;
  /** The roll-up by this dimension alone, in order. */
  figures: readonly Figure[];
  /** The roll-up of totals over the same units and periods. Required if the reference is `TOTAL`. */
  totals?: readonly Figure[];
  /** The versions of the indicator. */
  versions: readonly DisparityVersion[];
  compares: Compares;
}

/** The disparity between one category and the reference. Numbers are canonical decimals. */
export interface Disparity<Figure extends DisparityFigure = DisparityFigure> {
  /** Code of the category. */
  category: string;
  figure: Figure;
  /**
   * Value of the category minus value of the reference. Computed before rounding; quotients are then rounded to 6 decimal places. Null if
   * one of the values is unavailable.
   */
  difference: string | null;
  /** Value of the category divided by value of the reference, rounded to 6 decimal places. Null if there is a reason. */
  ratio: string | null;
  /** The difference and the ratio before rounding, or their bounds. */
  exact: ExactDisparity;
  /** Bounds of the difference and the ratio, if a figure is an interval. Null if the difference is exact, and if a figure is suppressed. */
  interval: DisparityInterval | null;
  /** The position of every difference in the interval, if there is no exact one. Null if they differ, and for the direction `MAINTAIN`. */
  position: DisparityPosition | null;
  /** The worst comparability of the two figures and of their versions. */
  comparability: Comparability;
  /** What to consider before using the disparity. */
  caveats: string[];
  /** Why the difference or the ratio is missing, and the reason as a sentence. Null if neither is. */
  reason: DisparityReason | null;
  explanation: string | null;
}

/** The disparities of one period and unit. */
export interface DisparityComparison<Figure extends DisparityFigure = DisparityFigure>
  extends Pick<DisparityFigure, 'period' | 'periodStart' | 'periodEnd' | 'organizationId' | 'place' | 'ecosystemId'> {
  /** Direction of the newest version of the figures. */
  direction: Direction;
  /** The figure that each category is compared with. Null if there is none. */
  reference: Figure | null;
  /** Number of categories with a published value, and of categories whose figure is suppressed. */
  publishedCategories: number;
  suppressedCategories: number;
  /** Number of categories whose figures contradict each other, and which have no value therefore. */
  contradictoryCategories: number;
  categories: Disparity<Figure>[];
}
