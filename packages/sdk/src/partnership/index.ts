export { type BetweennessChange, type MeasureChange, type NetworkChange, networkChange } from './network-change.ts';
export { type Partnership, partnership } from './partnership.ts';
export {
  type NetworkCentrality,
  type NetworkComponent,
  type NetworkOrganization,
  type PartnershipNetwork,
  partnershipNetwork,
  type RatingDifference,
} from './partnership-network.ts';
export { judgePartnerEcosystem } from './partnership-rules.ts';
export {
  type PartnershipTypeRule,
  partnershipType,
  partnershipTypeRules,
  partnershipTypes,
} from './partnership-type.ts';
export { isTie, type NetworkRating, type RatedPair } from './rated-pair.ts';
export { collaborationLevels, type RelationshipRating, relationshipRating } from './relationship-rating.ts';
