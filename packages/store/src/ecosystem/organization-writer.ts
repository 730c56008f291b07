import { organization } from '@collective-impact/sdk/ecosystem';
import type { RecordDefinition } from '../shared/record-definition.ts';
import { OrganizationEntity } from './organization.entity.ts';

/** How organizations are stored. */
export const organizationDefinition: RecordDefinition<typeof organization, typeof OrganizationEntity> = {
  type: organization,
  entity: OrganizationEntity,
  constraints: {},
};
