export { type AccessGrant, accessGrant, backboneAppointmentValues } from './access-grant.ts';
export { erasableFields, isPersonalRecord, wordFor } from './erasable-fields.ts';
export { type ErasureValues, erasureValues, type ListedErasure, listedErasureValues } from './erasure.ts';
export { canGrant, type Granter, grantableRoles, judgeGrantedOrganizations, judgeLastBackbone } from './grant-rules.ts';
export { acceptInvitationValues, type Invitation, invitation } from './invitation.ts';
export { type InvitationState, isInvitationOpen } from './invitation-rules.ts';
export {
  type SharingAcceptance,
  type SharingAgreement,
  sharingAcceptance,
  sharingAgreement,
  sharingEndValues,
} from './sharing-agreement.ts';
export {
  type AcceptedOffer,
  type IndicatorScope,
  indicatorScopes,
  judgeSharedIndicators,
  judgeSharingAcceptance,
  judgeSharingOffer,
  type SharedIndicators,
  type SharingOffer,
} from './sharing-rules.ts';
export { type SharingState, type SharingStatus, sharingStatus, sharingStatuses } from './sharing-status.ts';
export { notVoidable, restoreRecordValues, voidRecordValues } from './voiding.ts';
