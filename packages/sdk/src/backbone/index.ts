export { judgeAppointment, type ServedPeriod } from './appointment-rule.ts';
export { type BackboneAppointment, backboneAppointment } from './backbone-appointment.ts';
export { backboneFunctions } from './backbone-function.ts';
export { type BackboneOn, backboneOn, type ServingAppointment } from './backbone-on.ts';
export { type BackboneRole, backboneRoles } from './backbone-role.ts';
export { type Budget, budget } from './budget.ts';
export { type BudgetPeriod, judgeBudget } from './budget-rule.ts';
export { type FundedMonths, type FundingShortfall, fundedMonths } from './funded-months.ts';
export { type Funding, funding } from './funding.ts';
export {
  type CurrencyAmount,
  fundingByMonth,
  type MonthlyFunding,
  type MonthlyFundingByRecipient,
  type MonthlyFundingSource,
} from './funding-by-month.ts';
export {
  type FundingDates,
  type FundingStatus,
  fundingLife,
  fundingStatuses,
  transitionFunding,
} from './funding-life-cycle.ts';
export {
  type CountedFunding,
  type FundingOf,
  type FundingTotal,
  fundingByFunction,
  fundingByStrategyKind,
  fundingTotals,
} from './funding-totals.ts';
export { type JudgedQuality, judgedQualities } from './judged-qualities.ts';
export { leadQualities } from './lead-quality.ts';
export { type PolicyAction, policyAction } from './policy-action.ts';
export { policyLevels, policyPositions, policyStatuses } from './policy-codes.ts';
export { type ReadinessAssessment, readinessAssessment } from './readiness-assessment.ts';
export { readinessCriteria } from './readiness-criterion.ts';
export { type ReadinessObservation, type ReadinessSeries, readinessOverTime } from './readiness-over-time.ts';
export type { DatedFunding } from './spread-funding.ts';
export { type AwardedFunding, judgeAward, judgeDecline, judgeSubAward } from './sub-award-rule.ts';
export { backboneTransitionValues } from './transition-values.ts';
