import { defineEntity, p } from '@mikro-orm/core';
import { EcosystemEntity } from '../ecosystem/index.ts';
import { day, recordProperties } from '../shared/record-entity.ts';
import { reference } from '../shared/reference.ts';
import { MeetingEntity } from './meeting.entity.ts';
import { WorkingGroupEntity } from './working-group.entity.ts';

export const DecisionEntity = defineEntity({
  name: 'Decision',
  tableName: 'decision',
  properties: {
    ...recordProperties,
    ecosystemId: () => reference(EcosystemEntity, 'ecosystem_id'),
    title: p.text(),
    workingGroupId: () => reference(WorkingGroupEntity, 'working_group_id').nullable(),
    meetingId: () => reference(MeetingEntity, 'meeting_id').nullable(),
    dueOn: day().nullable(),
    decidedOn: day().nullable(),
    outcome: p.text().nullable(),
    rationale: p.text().nullable(),
  },
  checks: [
    { name: 'decision_says_what', expression: 'decided_on is null or outcome is not null' },
    { name: 'decision_says_when', expression: 'outcome is null or decided_on is not null' },
  ],
  indexes: [
    { name: 'decision_by_ecosystem', properties: ['ecosystemId', 'id'] },
    { name: 'decision_by_group', properties: ['workingGroupId', 'id'] },
    { name: 'decision_by_meeting', properties: ['meetingId', 'id'] },
  ],
});
