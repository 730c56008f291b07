import { type RowOf, tableOf } from '../shared/table.ts';
import { BackboneAppointmentEntity } from './backbone-appointment.entity.ts';
import { BudgetEntity } from './budget.entity.ts';
import { FundingEntity } from './funding.entity.ts';
import { PolicyActionEntity } from './policy-action.entity.ts';
import { ReadinessAssessmentEntity } from './readiness-assessment.entity.ts';

/** A backbone appointment as readers return it. */
export type BackboneAppointmentRow = RowOf<typeof BackboneAppointmentEntity>;

/** A readiness assessment as readers return it. */
export type ReadinessAssessmentRow = RowOf<typeof ReadinessAssessmentEntity>;

/** Funding as readers return it. */
export type FundingRow = RowOf<typeof FundingEntity>;

/** A budget as readers return it. */
export type BudgetRow = RowOf<typeof BudgetEntity>;

/** A policy action as readers return it. */
export type PolicyActionRow = RowOf<typeof PolicyActionEntity>;

export const backboneAppointmentTable = tableOf<BackboneAppointmentRow>(BackboneAppointmentEntity);
export const readinessAssessmentTable = tableOf<ReadinessAssessmentRow>(ReadinessAssessmentEntity);
export const fundingTable = tableOf<FundingRow>(FundingEntity);
export const budgetTable = tableOf<BudgetRow>(BudgetEntity);
export const policyActionTable = tableOf<PolicyActionRow>(PolicyActionEntity);
