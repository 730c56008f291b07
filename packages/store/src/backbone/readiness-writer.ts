import { readinessAssessment } from '@collective-impact/sdk/backbone';
import type { RecordDefinition } from '../shared/record-definition.ts';
import { ReadinessAssessmentEntity } from './readiness-assessment.entity.ts';

/** How readiness assessments are stored. */
export const readinessAssessmentDefinition: RecordDefinition<
  typeof readinessAssessment,
  typeof ReadinessAssessmentEntity
> = {
  type: readinessAssessment,
  entity: ReadinessAssessmentEntity,
  constraints: {},
};
