import { defineEntity, p } from '@mikro-orm/core';
import { EcosystemEntity } from '../ecosystem/index.ts';
import { recordProperties } from '../shared/record-entity.ts';
import { reference } from '../shared/reference.ts';
import { ActivityEntity } from './activity.entity.ts';

export const ReinforcementEntity = defineEntity({
  name: 'Reinforcement',
  tableName: 'reinforcement',
  properties: {
    ...recordProperties,
    ecosystemId: () => reference(EcosystemEntity, 'ecosystem_id'),
    activityId: () => reference(ActivityEntity, 'activity_id'),
    reinforcedId: () => reference(ActivityEntity, 'reinforced_id'),
    mechanism: p.text().nullable(),
  },
  uniques: [{ name: 'reinforcement_once', properties: ['activityId', 'reinforcedId'] }],
  checks: [{ name: 'reinforcement_of_another', expression: 'activity_id <> reinforced_id' }],
  indexes: [
    { name: 'reinforcement_by_reinforced', properties: ['reinforcedId', 'id'] },
    { name: 'reinforcement_by_ecosystem', properties: ['ecosystemId', 'id'] },
  ],
});
