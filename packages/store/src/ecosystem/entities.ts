import { EcosystemEntity } from './ecosystem.entity.ts';
import { OrganizationEntity } from './organization.entity.ts';

/** The kinds of record of this room. */
export const ecosystemEntities = [EcosystemEntity, OrganizationEntity] as const;
