import { type Activity, activityStatuses } from '@collective-impact/sdk/activity';
import { defineEntity, p } from '@mikro-orm/core';
import { EcosystemEntity, OrganizationEntity } from '../ecosystem/index.ts';
import { code, day, recordProperties } from '../shared/record-entity.ts';
import { reference } from '../shared/reference.ts';

export const ActivityEntity = defineEntity({
  name: 'Activity',
  tableName: 'activity',
  properties: {
    ...recordProperties,
    ecosystemId: () => reference(EcosystemEntity, 'ecosystem_id'),
    title: p.text(),
    description: p.text().nullable(),
    leadId: () => reference(OrganizationEntity, 'lead_id').nullable(),
    participants: p.json().$type<Activity['participants']>(),
    status: p.enum(activityStatuses),
    setting: code().nullable(),
    strategyIds: p.array().columnType('uuid[]').$type<string[]>(),
    outputs: p.json().$type<Activity['outputs']>(),
    population: p.text().nullable(),
    place: code().nullable(),
    startsOn: day().nullable(),
    endsOn: day().nullable(),
  },
  checks: [
    { name: 'activity_ends_after_start', expression: 'ends_on >= starts_on' },
    {
      name: 'activity_began_on_a_day',
      expression: "starts_on is not null or status = 'PLANNED' or status = 'CANCELLED'",
    },
    { name: 'activity_ended_on_a_day', expression: "ends_on is not null or status = 'PLANNED' or status = 'ACTIVE'" },
  ],
  indexes: [
    { name: 'activity_by_ecosystem', properties: ['ecosystemId', 'id'] },
    { name: 'activity_by_lead', properties: ['leadId', 'id'] },
    { name: 'activity_by_strategy', properties: ['strategyIds'], type: 'gin' },
    { name: 'activity_by_participant', properties: ['participants'], type: 'gin' },
  ],
});
