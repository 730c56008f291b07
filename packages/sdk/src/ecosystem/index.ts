export { type Contact, contact } from './contact.ts';
export { type Ecosystem, ecosystem } from './ecosystem.ts';
export { type EcosystemKind, ecosystemKinds } from './ecosystem-kind.ts';
export { engagements } from './engagement.ts';
export { type NetworkMembership, networkMembership } from './network-membership.ts';
export {
  type EcosystemLink,
  judgeMembershipCycle,
  judgeMembershipSides,
  type MembershipRecord,
  membershipsOn,
} from './network-membership-rules.ts';
export { type Organization, organization } from './organization.ts';
export { phases } from './phase.ts';
export { type Place, place } from './place.ts';
export {
  judgePlace,
  type PlaceCode,
  type PlaceHierarchy,
  type PlaceInHierarchy,
  placeHierarchy,
} from './place-hierarchy.ts';
export { placeLevels } from './place-level.ts';
export {
  type CoveringOrganization,
  type CoveringPartnership,
  type SectorCoverage,
  sectorCoverage,
} from './sector-coverage.ts';
export { stakeholderGroups } from './stakeholder-group.ts';
