export * from './appointment-writer.ts';
export * from './backbone-appointment.entity.ts';
export * from './backbone-reader.ts';
export * from './budget.entity.ts';
export * from './budget-writer.ts';
export * from './entities.ts';
export * from './funding.entity.ts';
export * from './funding-reader.ts';
export * from './funding-writer.ts';
export * from './policy-action.entity.ts';
export * from './policy-writer.ts';
export * from './readiness-assessment.entity.ts';
export * from './readiness-writer.ts';
export type {
  BackboneAppointmentRow,
  BudgetRow,
  FundingRow,
  PolicyActionRow,
  ReadinessAssessmentRow,
} from './tables.ts';
