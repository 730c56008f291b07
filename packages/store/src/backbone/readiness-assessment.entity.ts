import type { ReadinessAssessment } from '@collective-impact/sdk/backbone';
import { defineEntity, p } from '@mikro-orm/core';
import { EcosystemEntity } from '../ecosystem/index.ts';
import { day, recordProperties } from '../shared/record-entity.ts';
import { reference } from '../shared/reference.ts';

export const ReadinessAssessmentEntity = defineEntity({
  name: 'ReadinessAssessment',
  tableName: 'readiness_assessment',
  properties: {
    ...recordProperties,
    ecosystemId: () => reference(EcosystemEntity, 'ecosystem_id'),
    assessedOn: day(),
    assessedBy: p.text(),
    criteria: p.json().$type<ReadinessAssessment['criteria']>(),
    summary: p.text().nullable(),
  },
  indexes: [{ name: 'readiness_assessment_by_ecosystem', properties: ['ecosystemId', 'assessedOn', 'id'] }],
});
