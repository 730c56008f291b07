import type { DimensionRules, Direction, DisparityReference, IndicatorKind } from '../../indicator/index.ts';
import type { Comparability } from '../../shared/comparability.ts';
import { type RollUpReason, rollUpReasons } from '../roll-up/figure-result.ts';
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
  Partial<Pick<RollUpFigure, 'exact'>> & { coverage: { figuresIncluded: number; reportedAsBounds?: number } };

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
  /** Value of the category minus value of the reference; quotients are rounded after it, to 6 decimal places. Null if one of them is unavailable. */
  difference: string | null;
  /** Value of the category divided by value of the reference, rounded to 6 decimal places. Null if there is a reason. */
  ratio: string | null;
  /** The difference and the ratio before rounding, see `RollUpFigure.exact`. */
  exact: Record<'difference' | 'ratio', string | null>;
  /** Null without a difference, and for the direction `MAINTAIN`. */
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
  categories: Disparity<Figure>[];
}
