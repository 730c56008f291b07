import type { Code } from '@collective-impact/sdk';
import { defineEntity, p } from '@mikro-orm/core';
import { EcosystemEntity, OrganizationEntity } from '../ecosystem/index.ts';
import { day, recordProperties } from '../shared/record-entity.ts';
import { reference } from '../shared/reference.ts';

export const PartnershipEntity = defineEntity({
  name: 'Partnership',
  tableName: 'partnership',
  properties: {
    ...recordProperties,
    ecosystemId: () => reference(EcosystemEntity, 'ecosystem_id'),
    organizationId: () => reference(OrganizationEntity, 'organization_id'),
    partnerId: () => reference(OrganizationEntity, 'partner_id'),
    purpose: p.text().nullable(),
    codedTypes: p.json().$type<Code[]>(),
    startedOn: day().nullable(),
    endedOn: day().nullable(),
    agreementUrl: p.text().nullable(),
  },
  checks: [
    { name: 'partnership_of_two', expression: 'organization_id <> partner_id' },
    { name: 'partnership_ends_after_start', expression: 'ended_on >= started_on' },
  ],
  indexes: [
    { name: 'partnership_by_ecosystem', properties: ['ecosystemId', 'id'] },
    { name: 'partnership_by_organization', properties: ['organizationId', 'id'] },
    { name: 'partnership_by_partner', properties: ['partnerId', 'id'] },
  ],
});
