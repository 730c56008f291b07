export { judgeCells, type ReportedCells } from './cell-rules.ts';
export {
  type JudgedReport,
  judgeFindings,
  judgeQuality,
  type QualityContext,
  type QualityFinding,
  type QualityRule,
} from './data-quality.ts';
export { type DataQualityRule, dataQualityRule } from './data-quality-rule.ts';
export { type Evidence, evidence } from './evidence.ts';
export { evidenceKinds } from './evidence-kind.ts';
export { type Consent, changeConsent, type GivenConsent, judgeOpenness, withdrawConsent } from './evidence-rules.ts';
export { withdrawalValues } from './evidence-withdrawal.ts';
export { type Cell, cellSchema, type IndicatorReport, indicatorReport } from './indicator-report.ts';
export { type PopulationFigure, populationFigure } from './population-figure.ts';
export { populationKey } from './population-figure-rules.ts';
export { type ReportCorrection, reportCorrection } from './report-correction.ts';
export { judgeReportChange, judgeSubmission, reportLife, type SubmittedContent } from './report-life-cycle.ts';
export { type PeriodColumns, placePeriod, placeReportPeriod, type ReportedVersion } from './report-period.ts';
export { extendReportRequestValues, type ReportRequest, reportRequest } from './report-request.ts';
export {
  closeReportRequest,
  extendReportRequest,
  type ReportRequestDays,
  reportRequestStatus,
} from './report-request-rules.ts';
export { judgeRepeated, judgeSubmissionBatch, type SubmittedPlace, submissionKey } from './report-submission.ts';
export {
  type CalendarDays,
  calendarOf,
  judgeReporting,
  type ReportingAdoption,
  type ReportingDays,
  type ReportingFacts,
  type ReportingStanding,
  type RequestDays,
  reportingDays,
  requestedReportStatus,
} from './reporting.ts';
export { type ReportingCalendar, reportingCalendar } from './reporting-calendar.ts';
export {
  type ChangeMeasure,
  type ConsentStatus,
  changeMeasures,
  consentStatuses,
  type DataQualityKind,
  dataQualityKinds,
  type ReportRequestStatus,
  type ReportStatus,
  type RequestedReportStatus,
  reportRequestStatuses,
  reportStatuses,
  requestedReportStatuses,
} from './vocabulary.ts';
