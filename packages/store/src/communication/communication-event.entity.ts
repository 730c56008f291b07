import { defineEntity, p } from '@mikro-orm/core';
import { EcosystemEntity } from '../ecosystem/index.ts';
import { day, recordProperties } from '../shared/record-entity.ts';
import { reference } from '../shared/reference.ts';
import { CommunicationPlanEntity } from './communication-plan.entity.ts';

export const CommunicationEventEntity = defineEntity({
  name: 'CommunicationEvent',
  tableName: 'communication_event',
  properties: {
    ...recordProperties,
    ecosystemId: () => reference(EcosystemEntity, 'ecosystem_id'),
    communicationPlanId: () => reference(CommunicationPlanEntity, 'communication_plan_id'),
    happenedOn: day(),
    title: p.text(),
    reach: p.integer().nullable(),
    url: p.text().nullable(),
  },
  indexes: [
    { name: 'communication_event_by_plan', properties: ['communicationPlanId', 'happenedOn', 'id'] },
    { name: 'communication_event_by_ecosystem', properties: ['ecosystemId', 'id'] },
  ],
});
