import { defineEntity, p } from '@mikro-orm/core';
import { recordProperties, sortedText } from '../shared/record-entity.ts';
import { reference } from '../shared/reference.ts';
import { EcosystemEntity } from './ecosystem.entity.ts';
import { OrganizationEntity } from './organization.entity.ts';

export const ContactEntity = defineEntity({
  name: 'Contact',
  tableName: 'contact',
  properties: {
    ...recordProperties,
    ecosystemId: () => reference(EcosystemEntity, 'ecosystem_id'),
    organizationId: () => reference(OrganizationEntity, 'organization_id'),
    name: sortedText(),
    role: p.text().nullable(),
    email: p.text().nullable(),
  },
  indexes: [
    { name: 'contact_by_organization', properties: ['organizationId', 'name', 'id'] },
    { name: 'contact_by_ecosystem', properties: ['ecosystemId', 'id'] },
  ],
});
