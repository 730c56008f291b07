/**
 * What an indicator observes: an activity's own results, the working of the system, or the population. Performance
 * and population are different things, and no figure of one stands for the other.
 */
export const indicatorLevels = ['PROGRAM', 'SYSTEM', 'POPULATION'] as const;
/** One of {@link indicatorLevels}. */
export type IndicatorLevel = (typeof indicatorLevels)[number];

/** What sort of figure an indicator is; it decides whether and how figures add up. */
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

/** What is counted. People counted once (`PEOPLE_UNDUPLICATED`) never sum across reporters or periods. */
export const countingUnits = ['PEOPLE_UNDUPLICATED', 'PEOPLE', 'EVENTS', 'OTHER'] as const;
/** One of {@link countingUnits}. */
export type CountingUnit = (typeof countingUnits)[number];

/** How figures are brought together over organizations or over time. */
export const aggregations = ['SUM', 'RATIO', 'WEIGHTED_MEAN', 'MIN', 'MAX', 'LAST', 'AVERAGE', 'NONE'] as const;
/** One of {@link aggregations}. */
export type Aggregation = (typeof aggregations)[number];

/** Which way an indicator should move. */
export const directions = ['INCREASE', 'DECREASE', 'MAINTAIN'] as const;
/** One of {@link directions}. */
export type Direction = (typeof directions)[number];

/** How the denominators of a ratio come together over time: a population is a stock, an enrolment a flow. */
export const denominatorsOverTime = ['SUM', 'AVERAGE', 'LAST', 'NONE'] as const;
/** One of {@link denominatorsOverTime}. */
export type DenominatorOverTime = (typeof denominatorsOverTime)[number];

/** Whether the categories of a ratio split its denominator among them or share one. */
export const denominatorsOverCategories = ['SPLIT', 'SHARED'] as const;
/** One of {@link denominatorsOverCategories}. */
export type DenominatorOverCategories = (typeof denominatorsOverCategories)[number];

/** The life cycle of an indicator version; an adopted version never changes. */
export const indicatorVersionStatuses = ['DRAFT', 'DISCUSSED', 'ADOPTED', 'RETIRED'] as const;
/** One of {@link indicatorVersionStatuses}. */
export type IndicatorVersionStatus = (typeof indicatorVersionStatuses)[number];

/**
 * What stands behind a cell. Zero, missing and suppressed are three different things.
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
