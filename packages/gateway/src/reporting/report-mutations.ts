import {
  correctIndicatorReport,
  dataQualityRuleWriting,
  indicatorReportWriting,
  reportingCalendarWriting,
  returnIndicatorReport,
  submitIndicatorReport,
  verifyIndicatorReport,
} from '@collective-impact/store';
import type { MutationResolvers } from '../generated/resolvers-types.ts';
import { creates, does, updates } from '../shared/mutation.ts';

/** Mutations of reports, reporting calendars and data quality rules. */
export const reportMutations: MutationResolvers = {
  createIndicatorReport: creates(indicatorReportWriting),
  updateIndicatorReport: updates(indicatorReportWriting),
  submitIndicatorReport: does(submitIndicatorReport),
  verifyIndicatorReport: does(verifyIndicatorReport),
  returnIndicatorReport: does(returnIndicatorReport),
  correctIndicatorReport: does(correctIndicatorReport),
  createReportingCalendar: creates(reportingCalendarWriting),
  updateReportingCalendar: updates(reportingCalendarWriting),
  createDataQualityRule: creates(dataQualityRuleWriting),
  updateDataQualityRule: updates(dataQualityRuleWriting),
};
