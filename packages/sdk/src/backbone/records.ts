import { backboneAppointment } from './appointment/backbone-appointment.ts';
import { budget } from './funding/budget.ts';
import { funding } from './funding/funding.ts';
import { policyAction } from './policy-action.ts';
import { readinessAssessment } from './readiness-assessment.ts';

/** The record types of this domain. */
export const backboneRecords = [backboneAppointment, readinessAssessment, funding, budget, policyAction] as const;
