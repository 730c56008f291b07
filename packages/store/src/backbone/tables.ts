import { type RowOf, tableOf } from '../shared/table.ts';
import { BackboneAppointmentEntity } from './backbone-appointment.entity.ts';
import { BudgetEntity } from './budget.entity.ts';
import { FundingEntity } from './funding.entity.ts';
import { PolicyActionEntity } from './policy-action.entity.ts';
import { ReadinessAssessmentEntity } from './readiness-assessment.entity.ts';

/** A backbone appointment as readers return it. */
export interface BackboneAppointmentRow extends RowOf<typeof BackboneAppointmentEntity> {}

/** A readiness assessment as readers return it. */
export interface ReadinessAssessmentRow extends RowOf<typeof ReadinessAssessmentEntity> {}

/** Funding as readers return it. */
export interface FundingRow extends RowOf<typeof FundingEntity> {}

/** A budget as readers return it. */
export interface BudgetRow extends RowOf<typeof BudgetEntity> {}

/** A policy action as readers return it. */
export interface PolicyActionRow extends RowOf<typeof PolicyActionEntity> {}

export const backboneAppointmentTable = tableOf<BackboneAppointmentRow>(BackboneAppointmentEntity);
export const readinessAssessmentTable = tableOf<ReadinessAssessmentRow>(ReadinessAssessmentEntity);
export const fundingTable = tableOf<FundingRow>(FundingEntity);
export const budgetTable = tableOf<BudgetRow>(BudgetEntity);
export const policyActionTable = tableOf<PolicyActionRow>(PolicyActionEntity);
