import { BackboneAppointmentEntity } from './backbone-appointment.entity.ts';
import { FundingCommitmentEntity } from './funding-commitment.entity.ts';
import { PolicyActionEntity } from './policy-action.entity.ts';
import { ReadinessAssessmentEntity } from './readiness-assessment.entity.ts';

/** The kinds of record of this room. */
export const backboneEntities = [
  BackboneAppointmentEntity,
  ReadinessAssessmentEntity,
  FundingCommitmentEntity,
  PolicyActionEntity,
] as const;
