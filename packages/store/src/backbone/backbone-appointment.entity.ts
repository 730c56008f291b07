import type { Code } from '@collective-impact/sdk';
import { type BackboneAppointment, backboneRoles } from '@collective-impact/sdk/backbone';
import { defineEntity, p } from '@mikro-orm/core';
import { EcosystemEntity, OrganizationEntity } from '../ecosystem/index.ts';
import { day, recordProperties } from '../shared/record-entity.ts';
import { reference } from '../shared/reference.ts';

export const BackboneAppointmentEntity = defineEntity({
  name: 'BackboneAppointment',
  tableName: 'backbone_appointment',
  properties: {
    ...recordProperties,
    ecosystemId: () => reference(EcosystemEntity, 'ecosystem_id'),
    organizationId: () => reference(OrganizationEntity, 'organization_id'),
    role: p.enum(backboneRoles),
    startedOn: day(),
    endedOn: day().nullable(),
    functions: p.json().$type<Code[]>(),
    judgments: p.json().$type<BackboneAppointment['judgments']>(),
  },
  uniques: [
    {
      name: 'backbone_appointment_one_lead',
      properties: ['ecosystemId'],
      where: "role = 'LEAD' and ended_on is null and not is_voided",
    },
    {
      name: 'backbone_appointment_serves_once',
      properties: ['organizationId'],
      where: 'ended_on is null and not is_voided',
    },
  ],
  checks: [{ name: 'backbone_appointment_ends_after_start', expression: 'ended_on >= started_on' }],
  indexes: [
    { name: 'backbone_appointment_by_ecosystem', properties: ['ecosystemId', 'startedOn', 'id'] },
    { name: 'backbone_appointment_by_organization', properties: ['organizationId', 'startedOn', 'id'] },
  ],
});
