import { contact } from './contact.ts';
import { ecosystem } from './ecosystem.ts';
import { networkMembership } from './network-membership.ts';
import { organization } from './organization.ts';
import { place } from './place.ts';

/** The record types of this domain. */
export const ecosystemRecords = [ecosystem, organization, contact, networkMembership, place] as const;
