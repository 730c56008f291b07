import { backboneAppointment } from './backbone-appointment.ts';
import { fundingCommitment } from './funding-commitment.ts';
import { policyAction } from './policy-action.ts';
import { readinessAssessment } from './readiness-assessment.ts';

/** The record types of this domain. */
export const backboneRecords = [backboneAppointment, readinessAssessment, fundingCommitment, policyAction] as const;
