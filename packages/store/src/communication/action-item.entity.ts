import { defineEntity, p } from '@mikro-orm/core';
import { EcosystemEntity, OrganizationEntity } from '../ecosystem/index.ts';
import { day, recordProperties } from '../shared/record-entity.ts';
import { reference } from '../shared/reference.ts';
import { DecisionEntity } from './decision.entity.ts';
import { MeetingEntity } from './meeting.entity.ts';

export const ActionItemEntity = defineEntity({
  name: 'ActionItem',
  tableName: 'action_item',
  properties: {
    ...recordProperties,
    ecosystemId: () => reference(EcosystemEntity, 'ecosystem_id'),
    task: p.text(),
    ownerId: () => reference(OrganizationEntity, 'owner_id').nullable(),
    meetingId: () => reference(MeetingEntity, 'meeting_id').nullable(),
    decisionId: () => reference(DecisionEntity, 'decision_id').nullable(),
    dueOn: day().nullable(),
    doneOn: day().nullable(),
  },
  indexes: [
    { name: 'action_item_by_ecosystem', properties: ['ecosystemId', 'id'] },
    { name: 'action_item_by_owner', properties: ['ownerId', 'id'] },
    { name: 'action_item_by_meeting', properties: ['meetingId', 'id'] },
    { name: 'action_item_by_decision', properties: ['decisionId', 'id'] },
  ],
});
