import { proposal } from './proposal.ts';

/** The record types of this domain. */
export const proposalRecords = [proposal] as const;
