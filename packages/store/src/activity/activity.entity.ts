import type { Code } from '@collective-impact/sdk';
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
    populations: p.json().$type<Code[]>(),
    place: code().nullable(),
    serviceAreas: p.json().$type<Code[]>(),
    startsOn: day().nullable(),
    endsOn: day().nullable(),
    canceledOn: day().nullable(),
    canceledFrom: p.enum(activityStatuses).nullable(),
  },
  checks: [
    { name: 'activity_ends_after_start', expression: 'ends_on >= starts_on' },
    {
      name: 'activity_began_on_a_day',
      expression: "starts_on is not null or coalesce(canceled_from, status) = 'PLANNED'",
    },
    { name: 'activity_ended_on_a_day', expression: "ends_on is not null or status <> 'COMPLETED'" },
    { name: 'activity_canceled_on_a_day', expression: "(canceled_on is not null) = (status = 'CANCELLED')" },
    {
      name: 'activity_canceled_from_a_status',
      expression: "(canceled_from is not null) = (status = 'CANCELLED') and canceled_from in ('PLANNED', 'ACTIVE')",
    },
    { name: 'activity_canceled_after_start', expression: "canceled_on >= starts_on or canceled_from = 'PLANNED'" },
  ],
  indexes: [
    // Lists are counted by this index alone.
    { name: 'activity_by_visibility', properties: ['ecosystemId', 'visibility'], where: 'not is_voided' },
    { name: 'activity_by_ecosystem', properties: ['ecosystemId', 'id'] },
    { name: 'activity_by_lead', properties: ['leadId', 'id'] },
    { name: 'activity_by_strategy', properties: ['strategyIds'], type: 'gin' },
    { name: 'activity_by_participant', properties: ['participants'], type: 'gin' },
    { name: 'activity_by_output', properties: ['outputs'], type: 'gin' },
  ],
});
