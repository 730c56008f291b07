import { accessGrant } from './access-grant.ts';
import { invitation } from './invitation.ts';
import { sharingAcceptance, sharingAgreement } from './sharing-agreement.ts';

/** The record types of this domain. */
export const accessRecords = [accessGrant, invitation, sharingAgreement, sharingAcceptance] as const;
