export { type Adoption, adoption } from './adoption.ts';
export { type AdoptedDays, judgeOverlap, judgeSettled } from './adoption-rules.ts';
export { type Baseline, baseline } from './baseline.ts';
export { breakdownKey, type DimensionRules, type Split } from './breakdown.ts';
export { judgeBreakdown, judgeCategories, type PlacedCategory } from './category-rules.ts';
export {
  type ComparedVersion,
  comparabilityOf,
  type FigureDefinition,
  type VersionComparability,
} from './comparability.ts';
export type { Crossing } from './crossing.ts';
export {
  type CrossedDefinition,
  type CrossedDimension,
  judgeCrossedDimensions,
  judgeCrossings,
} from './crossing-rules.ts';
export { type CategoryMapping, type Crosswalk, crosswalk } from './crosswalk.ts';
export {
  type CrosswalkDefinitions,
  type CrosswalkRules,
  judgeCrosswalk,
  judgeEarlierVersion,
  type NumberedVersion,
} from './crosswalk-rules.ts';
export { type Category, type Dimension, dimension } from './dimension.ts';
export { type DimensionChange, judgeDimensionChange, judgeNewDimension, sameCategory } from './dimension-change.ts';
export { type DiscussionEntry, discussionEntry } from './discussion-entry.ts';
export { discussionPositions } from './discussion-position.ts';
export { judgeDiscussable, judgeDiscussed, judgeEntryChange } from './discussion-rules.ts';
export type { DisparityDefinition } from './disparity.ts';
export {
  type ComparedCategories,
  type ComparedValue,
  type DisparityRules,
  judgeDisparityCategories,
  judgeDisparityValue,
  judgeDisparityVersion,
} from './disparity-rules.ts';
export type { CategoryReference } from './fields.ts';
export { type FigureCell, figureStatuses } from './figure-cell.ts';
export { completeCell, judgeQuotient } from './figure-quotient.ts';
export type { CellVersion } from './figure-rules.ts';
export { type Indicator, indicator } from './indicator.ts';
export { type IndicatorContribution, indicatorContribution } from './indicator-contribution.ts';
export {
  type ContributionLevels,
  type ContributionRoles,
  judgeContributionLevels,
  judgeLevelChange,
} from './indicator-contribution-rules.ts';
export { type IndicatorVersion, indicatorVersion } from './indicator-version.ts';
export { type NetworkAdoption, networkAdoption } from './network-adoption.ts';
export {
  type AdoptableVersion,
  type AdoptionContext,
  type AdoptionRecord,
  type EcosystemAdoption,
  judgeAdoptionRecord,
  networkAdoptionsOn,
} from './network-adoption-rules.ts';
export type { Quotient, QuotientVersion } from './quotient-input.ts';
export {
  judgeBaselines,
  judgeRedefinition,
  judgeReferenceValue,
  type PublishedBaselines,
  type Redefinition,
  type ReferenceFigure,
  type ReferenceValue,
  type ReferenceVersion,
} from './reference-figure-rules.ts';
export { type Target, target } from './target.ts';
export { indicatorTransitionValues } from './transition-values.ts';
export { type AdoptedNumber, judgeAdoption, judgeMaintained, type MaintainedVersion } from './version-adoption.ts';
export { judgeVersionDefinition, type VersionDefinition } from './version-definition.ts';
export { draftVersion, judgeReportable, retireVersion, versionLife } from './version-life-cycle.ts';
export {
  type Aggregation,
  aggregations,
  type CountingUnit,
  countingUnits,
  type DenominatorOverCategories,
  type DenominatorOverTime,
  type Direction,
  type DisparityMeasure,
  type DisparityReference,
  denominatorsOverCategories,
  denominatorsOverTime,
  directions,
  disparityMeasures,
  disparityReferences,
  type IndicatorKind,
  type IndicatorLevel,
  type IndicatorRole,
  type IndicatorVersionStatus,
  indicatorKinds,
  indicatorLevels,
  indicatorRoles,
  indicatorVersionStatuses,
  type ObservationStatus,
  observationStatuses,
} from './vocabulary.ts';
