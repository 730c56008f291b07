import { ecosystem } from './ecosystem.ts';
import { organization } from './organization.ts';

/** The kinds of record of this room. */
export const ecosystemRecords = [ecosystem, organization] as const;
