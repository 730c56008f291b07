import {
  correctIndicatorReport,
  dataQualityRuleDefinition,
  indicatorReportDefinition,
  reportingCalendarDefinition,
  returnIndicatorReport,
  submitIndicatorReport,
  verifyIndicatorReport,
} from '@collective-impact/store';
import type { MutationResolvers } from '../generated/resolvers-types.ts';
import { create, transition, update } from '../shared/mutation.ts';

/** Mutations of reports, reporting calendars and data quality rules. */
export const reportMutations: MutationResolvers = {
  createIndicatorReport: create(indicatorReportDefinition),
  updateIndicatorReport: update(indicatorReportDefinition),
  submitIndicatorReport: transition(submitIndicatorReport),
  verifyIndicatorReport: transition(verifyIndicatorReport),
  returnIndicatorReport: transition(returnIndicatorReport),
  correctIndicatorReport: transition(correctIndicatorReport),
  createReportingCalendar: create(reportingCalendarDefinition),
  updateReportingCalendar: update(reportingCalendarDefinition),
  createDataQualityRule: create(dataQualityRuleDefinition),
  updateDataQualityRule: update(dataQualityRuleDefinition),
};
