import { accessGrant } from './access-grant.ts';
import { invitation } from './invitation.ts';

/** The record types of this domain. */
export const accessRecords = [accessGrant, invitation] as const;
