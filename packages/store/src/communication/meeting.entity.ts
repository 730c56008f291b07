import type { Meeting } from '@collective-impact/sdk/communication';
import { defineEntity, p } from '@mikro-orm/core';
import { EcosystemEntity } from '../ecosystem/index.ts';
import { code, day, recordProperties } from '../shared/record-entity.ts';
import { reference } from '../shared/reference.ts';
import { WorkingGroupEntity } from './working-group.entity.ts';

export const MeetingEntity = defineEntity({
  name: 'Meeting',
  tableName: 'meeting',
  properties: {
    ...recordProperties,
    ecosystemId: () => reference(EcosystemEntity, 'ecosystem_id'),
    workingGroupId: () => reference(WorkingGroupEntity, 'working_group_id').nullable(),
    title: p.text(),
    kind: code(),
    plannedOn: day(),
    heldOn: day().nullable(),
    duration: p.text().nullable(),
    attendance: p.json().$type<Meeting['attendance']>(),
    summary: p.text().nullable(),
    topics: p.json().$type<string[]>(),
    insights: p.json().$type<string[]>(),
  },
  checks: [{ name: 'meeting_attended_once_held', expression: "held_on is not null or attendance = '[]'" }],
  indexes: [
    { name: 'meeting_by_ecosystem', properties: ['ecosystemId', 'plannedOn', 'id'] },
    { name: 'meeting_by_group', properties: ['workingGroupId', 'plannedOn', 'id'] },
  ],
});
