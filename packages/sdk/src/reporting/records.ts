import { dataQualityRule } from './data-quality-rule.ts';
import { evidence } from './evidence.ts';
import { indicatorReport } from './indicator-report.ts';
import { populationFigure } from './population-figure.ts';
import { reportingCalendar } from './reporting-calendar.ts';

/** The record types of this domain. */
export const reportingRecords = [
  indicatorReport,
  reportingCalendar,
  dataQualityRule,
  evidence,
  populationFigure,
] as const;
