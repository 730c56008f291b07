import { ContactEntity } from './contact.entity.ts';
import { EcosystemEntity } from './ecosystem.entity.ts';
import { NetworkMembershipEntity } from './network-membership.entity.ts';
import { OrganizationEntity } from './organization.entity.ts';

/** The kinds of record of this room. */
export const ecosystemEntities = [EcosystemEntity, OrganizationEntity, ContactEntity, NetworkMembershipEntity] as const;
