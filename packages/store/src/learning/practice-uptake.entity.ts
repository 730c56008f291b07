import { defineEntity, p } from '@mikro-orm/core';
import { ActivityEntity } from '../activity/index.ts';
import { EcosystemEntity } from '../ecosystem/index.ts';
import { day, recordProperties } from '../shared/record-entity.ts';
import { reference } from '../shared/reference.ts';
import { PracticeEntity } from './practice.entity.ts';

export const PracticeUptakeEntity = defineEntity({
  name: 'PracticeUptake',
  tableName: 'practice_uptake',
  properties: {
    ...recordProperties,
    ecosystemId: () => reference(EcosystemEntity, 'ecosystem_id'),
    practiceId: () => reference(PracticeEntity, 'practice_id'),
    activityId: () => reference(ActivityEntity, 'activity_id').nullable(),
    takenUpOn: day(),
    adaptation: p.text().nullable(),
  },
  uniques: [
    {
      name: 'practice_uptake_once',
      properties: ['ecosystemId', 'practiceId', 'activityId'],
      where: 'activity_id is not null',
    },
    { name: 'practice_uptake_once_at_large', properties: ['ecosystemId', 'practiceId'], where: 'activity_id is null' },
  ],
  indexes: [
    { name: 'practice_uptake_by_practice', properties: ['practiceId', 'takenUpOn', 'id'] },
    { name: 'practice_uptake_by_activity', properties: ['activityId', 'takenUpOn', 'id'] },
    { name: 'practice_uptake_by_ecosystem', properties: ['ecosystemId', 'takenUpOn', 'id'] },
  ],
});
