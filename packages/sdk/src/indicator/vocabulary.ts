/**
 * What an indicator observes: the results of a program, the system, or the population. Program-level and
 * population-level figures cannot replace each other.
 */
export const indicatorLevels = ['PROGRAM', 'SYSTEM', 'POPULATION'] as const;
/** One of {@link indicatorLevels}. */
export type IndicatorLevel = (typeof indicatorLevels)[number];

/**
 * Role of an indicator in a results chain: core indicators are the population-level indicators that track the outcomes
 * of the common agenda, and contributing indicators are declared to contribute to them.
 *
 * @see StriveTogether, Theory of Action: core and contributing indicators
 */
export const indicatorRoles = ['CORE', 'CONTRIBUTING'] as const;
/** One of {@link indicatorRoles}. */
export type IndicatorRole = (typeof indicatorRoles)[number];

/** Kind of figure. It determines whether and how figures are aggregated. */
export const indicatorKinds = [
  'COUNT',
  'AMOUNT',
  'RATIO',
  'MEAN',
  'MEDIAN',
  'PERCENTILE',
  'INDEX',
  'QUALITATIVE',
] as const;
/** One of {@link indicatorKinds}. */
export type IndicatorKind = (typeof indicatorKinds)[number];

/** What is counted. Unduplicated counts (`PEOPLE_UNDUPLICATED`) are never added across organizations or periods. */
export const countingUnits = ['PEOPLE_UNDUPLICATED', 'PEOPLE', 'EVENTS', 'OTHER'] as const;
/** One of {@link countingUnits}. */
export type CountingUnit = (typeof countingUnits)[number];

/** How figures are aggregated across organizations or over time. */
export const aggregations = ['SUM', 'RATIO', 'WEIGHTED_MEAN', 'MIN', 'MAX', 'LAST', 'AVERAGE', 'NONE'] as const;
/** One of {@link aggregations}. */
export type Aggregation = (typeof aggregations)[number];

/** Intended direction of change of an indicator. */
export const directions = ['INCREASE', 'DECREASE', 'MAINTAIN'] as const;
/** One of {@link directions}. */
export type Direction = (typeof directions)[number];

/** What the figure of a category is compared with: another category, the best of the categories, or the total. */
export const disparityReferences = ['CATEGORY', 'BEST', 'TOTAL'] as const;
/** One of {@link disparityReferences}. */
export type DisparityReference = (typeof disparityReferences)[number];

/** How rules and analyses treat a reference. */
export interface DisparityReferenceRules {
  /** Whether `referenceCategory` names the reference. */
  readonly namesCategory: boolean;
  /** Whether the reference is a total, so that the totals of the same units and periods are needed. */
  readonly isTotal: boolean;
  /** Whether the values of the categories decide which of them is the reference. It then needs a direction in which values improve. */
  readonly isChosenByValue: boolean;
}

/** How each reference is treated. Add a new reference here, and to each other `Record` of references, which the compiler then rejects. */
export const disparityReferenceRules: Readonly<Record<DisparityReference, DisparityReferenceRules>> = {
  CATEGORY: { namesCategory: true, isTotal: false, isChosenByValue: false },
  BEST: { namesCategory: false, isTotal: false, isChosenByValue: true },
  TOTAL: { namesCategory: false, isTotal: true, isChosenByValue: false },
};

/** How a disparity is measured: the category minus the reference (absolute), or divided by it (relative). */
export const disparityMeasures = ['DIFFERENCE', 'RATIO'] as const;
/** One of {@link disparityMeasures}. */
export type DisparityMeasure = (typeof disparityMeasures)[number];

/** How the denominators of a ratio are aggregated over time: a population is a stock, enrollment is a flow. */
export const denominatorsOverTime = ['SUM', 'AVERAGE', 'LAST', 'NONE'] as const;
/** One of {@link denominatorsOverTime}. */
export type DenominatorOverTime = (typeof denominatorsOverTime)[number];

/** Whether the categories of a ratio split its denominator or share it. */
export const denominatorsOverCategories = ['SPLIT', 'SHARED'] as const;
/** One of {@link denominatorsOverCategories}. */
export type DenominatorOverCategories = (typeof denominatorsOverCategories)[number];

/** The life cycle of an indicator version; an adopted version never changes. */
export const indicatorVersionStatuses = ['DRAFT', 'DISCUSSED', 'ADOPTED', 'RETIRED'] as const;
/** One of {@link indicatorVersionStatuses}. */
export type IndicatorVersionStatus = (typeof indicatorVersionStatuses)[number];

/**
 * Status of a cell. Zero, missing and suppressed are different things.
 *
 * @see https://sdmx.org/sdmx-standards/ (code list CL_OBS_STATUS, which these follow)
 */
export const observationStatuses = [
  'OBSERVED',
  'ESTIMATED',
  'PROVISIONAL',
  'MISSING',
  'NOT_APPLICABLE',
  'SUPPRESSED_AT_SOURCE',
] as const;
/** One of {@link observationStatuses}. */
export type ObservationStatus = (typeof observationStatuses)[number];
