import { release } from './release.ts';

/** The record types of this domain. */
export const releaseRecords = [release] as const;
