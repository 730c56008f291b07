import { defineEntity, p } from '@mikro-orm/core';
import { EcosystemEntity, OrganizationEntity } from '../ecosystem/index.ts';
import { code, day, recordProperties } from '../shared/record-entity.ts';
import { reference } from '../shared/reference.ts';

export const CommunicationPlanEntity = defineEntity({
  name: 'CommunicationPlan',
  tableName: 'communication_plan',
  properties: {
    ...recordProperties,
    ecosystemId: () => reference(EcosystemEntity, 'ecosystem_id'),
    objective: p.text(),
    audience: p.text(),
    message: p.text().nullable(),
    channel: code().nullable(),
    cadence: p.text().nullable(),
    ownerId: () => reference(OrganizationEntity, 'owner_id').nullable(),
    startsOn: day().nullable(),
    endsOn: day().nullable(),
  },
  checks: [{ name: 'communication_plan_ends_after_start', expression: 'ends_on >= starts_on' }],
  indexes: [{ name: 'communication_plan_by_ecosystem', properties: ['ecosystemId', 'id'] }],
});
