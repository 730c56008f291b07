export type { CentralityChange } from './centrality-change.ts';
export type { MeasureChange } from './measure-change.ts';
export type { NetworkCentrality } from './network-centrality.ts';
export {
  type NetworkChange,
  networkChange,
  type QualityChange,
  type SectorChange,
} from './network-change.ts';
export type { NetworkOrganization } from './network-organization.ts';
export { type Partnership, partnership } from './partnership.ts';
export {
  type NetworkComponent,
  type NetworkOptions,
  type PartnershipNetwork,
  partnershipNetwork,
  type RatingDifference,
} from './partnership-network.ts';
export { judgePartnerEcosystem } from './partnership-rules.ts';
export {
  derivePartnershipTypes,
  type PartnershipTypeRule,
  partnershipTypeRules,
  partnershipTypes,
} from './partnership-type.ts';
export { isTie, type NetworkRating, type RatedPair } from './rated-pair.ts';
export type { RelationshipQuality, SectorRelationships } from './relationship-quality.ts';
export { collaborationLevels, type RelationshipRating, relationshipRating } from './relationship-rating.ts';
export { type AnsweredWave, responseRate, responseRateChange } from './response-rate.ts';
export type { EcosystemMixing, SectorMixing } from './sector-mixing.ts';
export { type SurveyResponse, type SurveyWave, surveyResponseValues, surveyWave } from './survey-wave.ts';
export { judgeWaveBoundary, type NamedOrganization } from './survey-wave-boundary.ts';
export {
  judgeRatingOfWave,
  judgeWaveOfRatings,
  respondToSurveyWave,
  type SurveyWaveState,
} from './survey-wave-rules.ts';
