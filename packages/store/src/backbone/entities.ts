import type { InferKyselyDB } from '@mikro-orm/sql';
import type { AgendaTables } from '../agenda/index.ts';
import { BackboneAppointmentEntity } from './backbone-appointment.entity.ts';
import { BudgetEntity } from './budget.entity.ts';
import { FundingEntity } from './funding.entity.ts';
import { PolicyActionEntity } from './policy-action.entity.ts';
import { ReadinessAssessmentEntity } from './readiness-assessment.entity.ts';

/** The record types of this domain. */
export const backboneEntities: readonly [
  typeof BackboneAppointmentEntity,
  typeof ReadinessAssessmentEntity,
  typeof FundingEntity,
  typeof BudgetEntity,
  typeof PolicyActionEntity,
] = [BackboneAppointmentEntity, ReadinessAssessmentEntity, FundingEntity, BudgetEntity, PolicyActionEntity];

/** The tables that statements of this domain read, as the query builder knows them. */
export type BackboneTables = AgendaTables & InferKyselyDB<(typeof backboneEntities)[number]>;
