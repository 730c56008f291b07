export { judgeAppointment, type ServedPeriod } from './appointment/appointment-rule.ts';
export { type BackboneAppointment, backboneAppointment } from './appointment/backbone-appointment.ts';
export { backboneFunctions } from './appointment/backbone-function.ts';
export { type BackboneOn, backboneOn, type ServingAppointment } from './appointment/backbone-on.ts';
export { type BackboneRole, backboneRoles } from './appointment/backbone-role.ts';
export { type JudgedQuality, judgedQualities } from './appointment/judged-qualities.ts';
export { leadQualities } from './appointment/lead-quality.ts';
export { type Budget, budget } from './funding/budget.ts';
export { type BudgetPeriod, judgeBudget } from './funding/budget-rule.ts';
export { type FundedMonths, type FundingShortfall, fundedMonths } from './funding/funded-months.ts';
export { type Funding, funding } from './funding/funding.ts';
export {
  type CurrencyAmount,
  fundingByMonth,
  type MonthlyFunding,
  type MonthlyFundingByRecipient,
  type MonthlyFundingSource,
} from './funding/funding-by-month.ts';
export {
  type FundingDates,
  type FundingStatus,
  fundingLife,
  fundingStatuses,
  transitionFunding,
} from './funding/funding-life-cycle.ts';
export {
  type CountedFunding,
  type FundingOf,
  type FundingTotal,
  fundingByFunction,
  fundingByStrategyKind,
  fundingTotals,
} from './funding/funding-totals.ts';
export type { DatedFunding } from './funding/spread-funding.ts';
export { type AwardedFunding, judgeAward, judgeDecline, judgeSubAward } from './funding/sub-award-rule.ts';
export { type PolicyAction, policyAction } from './policy-action.ts';
export { policyLevels, policyPositions, policyStatuses } from './policy-codes.ts';
export { type ReadinessAssessment, readinessAssessment } from './readiness-assessment.ts';
export { readinessCriteria } from './readiness-criterion.ts';
export { type ReadinessObservation, type ReadinessSeries, readinessOverTime } from './readiness-over-time.ts';
export { backboneTransitionValues } from './transition-values.ts';
