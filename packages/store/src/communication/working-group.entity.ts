import type { WorkingGroup } from '@collective-impact/sdk/communication';
import { defineEntity, p } from '@mikro-orm/core';
import { EcosystemEntity, OrganizationEntity } from '../ecosystem/index.ts';
import { day, recordProperties, sortedText } from '../shared/record-entity.ts';
import { reference } from '../shared/reference.ts';

export const WorkingGroupEntity = defineEntity({
  name: 'WorkingGroup',
  tableName: 'working_group',
  properties: {
    ...recordProperties,
    ecosystemId: () => reference(EcosystemEntity, 'ecosystem_id'),
    name: sortedText(),
    purpose: p.text().nullable(),
    chairId: () => reference(OrganizationEntity, 'chair_id').nullable(),
    cadence: p.text().nullable(),
    members: p.json().$type<WorkingGroup['members']>(),
    goalIds: p.array().columnType('uuid[]').$type<string[]>(),
    startedOn: day().nullable(),
    endedOn: day().nullable(),
  },
  checks: [{ name: 'working_group_ends_after_start', expression: 'ended_on >= started_on' }],
  indexes: [
    { name: 'working_group_by_ecosystem', properties: ['ecosystemId', 'name', 'id'] },
    { name: 'working_group_by_chair', properties: ['chairId', 'name', 'id'] },
    { name: 'working_group_by_goal', properties: ['goalIds'], type: 'gin' },
    { name: 'working_group_by_member', properties: ['members'], type: 'gin' },
  ],
});
