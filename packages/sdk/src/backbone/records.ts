import { backboneAppointment } from './backbone-appointment.ts';
import { funding } from './funding.ts';
import { policyAction } from './policy-action.ts';
import { readinessAssessment } from './readiness-assessment.ts';

/** The kinds of record of this room. */
export const backboneRecords = [backboneAppointment, readinessAssessment, funding, policyAction] as const;
