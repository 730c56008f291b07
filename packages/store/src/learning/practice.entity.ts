import { defineEntity, p } from '@mikro-orm/core';
import { ActivityEntity } from '../activity/index.ts';
import { EcosystemEntity } from '../ecosystem/index.ts';
import { recordProperties, sortedText } from '../shared/record-entity.ts';
import { reference } from '../shared/reference.ts';

export const PracticeEntity = defineEntity({
  name: 'Practice',
  tableName: 'practice',
  properties: {
    ...recordProperties,
    ecosystemId: () => reference(EcosystemEntity, 'ecosystem_id'),
    title: sortedText(),
    description: p.text(),
    evidence: p.text().nullable(),
    originId: () => reference(ActivityEntity, 'origin_id').nullable(),
  },
  indexes: [
    { name: 'practice_by_ecosystem', properties: ['ecosystemId', 'title', 'id'] },
    { name: 'practice_by_origin', properties: ['originId', 'title', 'id'] },
  ],
});
