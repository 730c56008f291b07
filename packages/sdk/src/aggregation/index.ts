export { disparitiesOf } from './disparity/disparities-of.ts';
export {
  type Disparity,
  type DisparityComparison,
  type DisparityFigure,
  type DisparityPosition,
  type DisparityReason,
  type DisparityRequest,
  type DisparityVersion,
  disparityPositions,
  disparityReasons,
} from './disparity/disparity.ts';
export { disparityStatus, type MeasuredDisparity, measureDisparity } from './disparity/disparity-measure.ts';
export { lowestCoverage, type ProgressCoverage } from './progress-coverage.ts';
export {
  type LatestFigure,
  type ProgressDisparity,
  type ProgressFacts,
  type ProgressFigure,
  type ProgressGap,
  type ProgressTurnover,
  progressGaps,
} from './progress-facts.ts';
export {
  type BoundedRules,
  type BoundedSums,
  type PartialEnds,
  partialEndsOf,
  partialEndsOfSums,
} from './roll-up/aggregate/bounded-partial.ts';
export type { RollUpRules } from './roll-up/aggregate/combine-figures.ts';
export {
  type AggregatedCell,
  emptyPartial,
  type PartialFigure,
  partialOf,
  type RatioRules,
  type SameQuotient,
  withQuotient,
} from './roll-up/aggregate/partial-figure.ts';
export { countsPeopleOnce } from './roll-up/aggregate/people-interval.ts';
export { changeBetween } from './roll-up/change-between.ts';
export { type OtherPeriodsOnly, otherPeriodsCaveats } from './roll-up/coverage/other-periods.ts';
export { type FigureInterval, type FigureNumbers, type RollUpReason, rollUpReasons } from './roll-up/figure-result.ts';
export { rollUp } from './roll-up/roll-up.ts';
export {
  type CoveredRelease,
  type PreviousFigure,
  type RollUpCoverage,
  type RollUpFigure,
  type RollUpOver,
  rollUpOvers,
} from './roll-up/roll-up-figure.ts';
export { type RollUpPart, type RollUpSource, rollUpSources } from './roll-up/roll-up-part.ts';
export type {
  ClosedReporters,
  Compares,
  DisaggregatedFigure,
  ExpectedCount,
  ExpectedReporters,
  PlacesOfReporter,
  PlacesOfReporters,
  ReporterCount,
  ReportersWithoutFigure,
  RollUpKey,
  RollUpMember,
  RollUpPlace,
  RollUpRequest,
  RollUpVersion,
  UnreportedPeriod,
} from './roll-up/roll-up-request.ts';
export { withoutUpperBound } from './roll-up/without-upper-bound.ts';
export type { CategorizedVersion } from './series-categories.ts';
export {
  type ComparedPoint,
  comparabilityInSeries,
  type PointComparability,
  type SeriesRules,
} from './series-comparability.ts';
export { type TargetProgress, targetProgress } from './target-progress.ts';
