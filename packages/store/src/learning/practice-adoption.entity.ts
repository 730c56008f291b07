import { defineEntity, p } from '@mikro-orm/core';
import { ActivityEntity } from '../activity/index.ts';
import { EcosystemEntity } from '../ecosystem/index.ts';
import { day, recordProperties } from '../shared/record-entity.ts';
import { reference } from '../shared/reference.ts';
import { PracticeEntity } from './practice.entity.ts';

export const PracticeAdoptionEntity = defineEntity({
  name: 'PracticeAdoption',
  tableName: 'practice_adoption',
  properties: {
    ...recordProperties,
    ecosystemId: () => reference(EcosystemEntity, 'ecosystem_id'),
    practiceId: () => reference(PracticeEntity, 'practice_id'),
    activityId: () => reference(ActivityEntity, 'activity_id').nullable(),
    adoptedOn: day(),
    discontinuedOn: day().nullable(),
    adaptation: p.text().nullable(),
  },
  checks: [{ name: 'practice_adoption_discontinued_after_adoption', expression: 'discontinued_on >= adopted_on' }],
  uniques: [
    {
      name: 'practice_adoption_once',
      properties: ['ecosystemId', 'practiceId', 'activityId'],
      where: 'activity_id is not null and discontinued_on is null and not is_voided',
    },
    {
      name: 'practice_adoption_once_at_large',
      properties: ['ecosystemId', 'practiceId'],
      where: 'activity_id is null and discontinued_on is null and not is_voided',
    },
  ],
  indexes: [
    { name: 'practice_adoption_by_practice', properties: ['practiceId', 'adoptedOn', 'id'] },
    { name: 'practice_adoption_by_activity', properties: ['activityId', 'adoptedOn', 'id'] },
    { name: 'practice_adoption_by_ecosystem', properties: ['ecosystemId', 'adoptedOn', 'id'] },
  ],
});
