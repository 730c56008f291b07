export { rollUp } from './roll-up/roll-up.ts';
export type {
  AbsentMembers,
  ClosedReporters,
  Compares,
  ExpectedReporters,
  FinerFigure,
  LackingReporters,
  RollUpMember,
  RollUpRequest,
  RollUpSpot,
  RollUpVersion,
} from './roll-up/roll-up-context.ts';
export {
  type CoveredRelease,
  type RollUpCoverage,
  type RollUpFigure,
  type RollUpOver,
  rollUpOvers,
} from './roll-up/roll-up-figure.ts';
export {
  type Bounded,
  type CategoryPartials,
  countsPeopleOnce,
  type PeopleInterval,
} from './roll-up/roll-up-interval.ts';
export { emptyPartial, type PartialFigure, type PooledCell, partialOf } from './roll-up/roll-up-partial.ts';
export {
  type Pooled,
  type PooledNumbers,
  type RollUpReason,
  type RollUpRules,
  rollUpReasons,
  type UnavailableFigure,
} from './roll-up/roll-up-pool.ts';
export {
  type RollUpPart,
  type RollUpSource,
  rollUpSources,
  type Standing,
  type StandingOptions,
} from './roll-up/roll-up-standing.ts';
export type { CategorizedVersion } from './series-categories.ts';
export {
  type ComparedPoint,
  comparabilityInSeries,
  type PointComparability,
  type SeriesRules,
} from './series-comparability.ts';
export {
  type LatestFigure,
  type ProgressFacts,
  type ProgressFigure,
  type ProgressGap,
  progressGaps,
  type TargetProgress,
  targetProgress,
} from './target-progress.ts';
