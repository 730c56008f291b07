import { readinessAssessment } from '@collective-impact/sdk';
import type { Writing } from '../shared/writing.ts';
import { ReadinessAssessmentEntity } from './readiness-assessment.entity.ts';

/** How readiness assessments are written. */
export const readinessAssessmentWriting: Writing = {
  type: readinessAssessment,
  entity: ReadinessAssessmentEntity,
  constraints: {},
};
