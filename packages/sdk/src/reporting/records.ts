import { dataQualityRule } from './data-quality-rule.ts';
import { evidence } from './evidence.ts';
import { indicatorReport } from './indicator-report.ts';
import { populationFigure } from './population-figure.ts';
import { reportRequest } from './report-request.ts';
import { reportingCalendar } from './reporting-calendar.ts';

/** The record types of this domain. */
export const reportingRecords = [
  indicatorReport,
  reportingCalendar,
  reportRequest,
  dataQualityRule,
  evidence,
  populationFigure,
] as const;
