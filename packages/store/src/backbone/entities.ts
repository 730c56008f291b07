import { BackboneAppointmentEntity } from './backbone-appointment.entity.ts';
import { FundingEntity } from './funding.entity.ts';
import { PolicyActionEntity } from './policy-action.entity.ts';
import { ReadinessAssessmentEntity } from './readiness-assessment.entity.ts';

/** The kinds of record of this room. */
export const backboneEntities = [
  BackboneAppointmentEntity,
  ReadinessAssessmentEntity,
  FundingEntity,
  PolicyActionEntity,
] as const;
