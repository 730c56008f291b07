import { accessGrant } from './access-grant.ts';

/** The record types of this domain. */
export const accessRecords = [accessGrant] as const;
