import type { InferKyselyDB } from '@mikro-orm/sql';
import { ContactEntity } from './contact.entity.ts';
import { EcosystemEntity } from './ecosystem.entity.ts';
import { NetworkMembershipEntity } from './network-membership.entity.ts';
import { OrganizationEntity } from './organization.entity.ts';
import { PlaceEntity } from './place.entity.ts';

/** The record types of this domain. */
export const ecosystemEntities: readonly [
  typeof EcosystemEntity,
  typeof OrganizationEntity,
  typeof ContactEntity,
  typeof NetworkMembershipEntity,
  typeof PlaceEntity,
] = [EcosystemEntity, OrganizationEntity, ContactEntity, NetworkMembershipEntity, PlaceEntity];

/** The tables that statements of this domain read, as the query builder knows them. */
export type EcosystemTables = InferKyselyDB<(typeof ecosystemEntities)[number]>;
