export { type Adoption, adoption } from './adoption/adoption.ts';
export { type AdoptedDays, judgeOverlap, judgeSettled } from './adoption/adoption-rules.ts';
export { type NetworkAdoption, networkAdoption } from './adoption/network-adoption.ts';
export {
  type AdoptableVersion,
  type AdoptionContext,
  type AdoptionRecord,
  type EcosystemAdoption,
  judgeAdoptionRecord,
  networkAdoptionsOn,
} from './adoption/network-adoption-rules.ts';
export { judgeBreakdown, judgeCategories, type PlacedCategory } from './dimension/category-rules.ts';
export type { Crossing } from './dimension/crossing.ts';
export {
  type CrossedDefinition,
  type CrossedDimension,
  judgeCrossedDimensions,
  judgeCrossings,
} from './dimension/crossing-rules.ts';
export { type Category, type Dimension, dimension } from './dimension/dimension.ts';
export {
  type DimensionChange,
  judgeDimensionChange,
  judgeNewDimension,
  sameCategory,
} from './dimension/dimension-change.ts';
export type { CategoryReference } from './fields.ts';
export { breakdownKey, type DimensionRules, type Split } from './figure/breakdown.ts';
export { countsPeople, isNeverNegative } from './figure/counts-people.ts';
export { type FigureCell, figureStatuses } from './figure/figure-cell.ts';
export { completeCell, judgeQuotient } from './figure/figure-quotient.ts';
export type { CellVersion } from './figure/figure-rules.ts';
export type { Quotient, QuotientVersion } from './figure/quotient-input.ts';
export { type Indicator, indicator } from './indicator.ts';
export { type IndicatorContribution, indicatorContribution } from './indicator-contribution.ts';
export {
  type ContributionLevels,
  type ContributionRoles,
  judgeContributionLevels,
  judgeLevelChange,
} from './indicator-contribution-rules.ts';
export { type Baseline, baseline } from './reference-figure/baseline.ts';
export type { DisparityDefinition } from './reference-figure/disparity.ts';
export {
  type ComparedCategories,
  type ComparedValue,
  type DisparityRules,
  judgeDisparityCategories,
  judgeDisparityValue,
  judgeDisparityVersion,
} from './reference-figure/disparity-rules.ts';
export {
  judgeBaselines,
  judgeRedefinition,
  judgeReferenceValue,
  type PublishedBaselines,
  type Redefinition,
  type ReferenceFigure,
  type ReferenceValue,
  type ReferenceVersion,
} from './reference-figure/reference-figure-rules.ts';
export { type Target, target } from './reference-figure/target.ts';
export { indicatorTransitionValues } from './transition-values.ts';
export {
  type ComparedVersion,
  comparabilityOf,
  type FigureDefinition,
  type VersionComparability,
} from './version/comparability.ts';
export { type CategoryMapping, type Crosswalk, crosswalk } from './version/crosswalk.ts';
export {
  type CrosswalkDefinitions,
  type CrosswalkRules,
  judgeCrosswalk,
  judgeEarlierVersion,
  type NumberedVersion,
} from './version/crosswalk-rules.ts';
export { type DiscussionEntry, discussionEntry } from './version/discussion-entry.ts';
export { discussionPositions } from './version/discussion-position.ts';
export { judgeDiscussable, judgeDiscussed, judgeEntryChange } from './version/discussion-rules.ts';
export { type IndicatorVersion, indicatorVersion } from './version/indicator-version.ts';
export {
  type AdoptedNumber,
  judgeAdoption,
  judgeMaintained,
  type MaintainedVersion,
} from './version/version-adoption.ts';
export { judgeVersionDefinition, type VersionDefinition } from './version/version-definition.ts';
export { draftVersion, judgeReportable, retireVersion, versionLife } from './version/version-life-cycle.ts';
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
  type DisparityReferenceRules,
  denominatorsOverCategories,
  denominatorsOverTime,
  directions,
  disparityMeasures,
  disparityReferenceRules,
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
