import { baseline, target } from './baseline.ts';
import { dataQualityRule } from './data-quality-rule.ts';
import { dimension } from './dimension.ts';
import { indicator } from './indicator.ts';
import { indicatorReport } from './indicator-report.ts';
import { indicatorVersion } from './indicator-version.ts';
import { release } from './release.ts';
import { reportingCalendar } from './reporting-calendar.ts';

/** The kinds of record of this room. */
export const measurementRecords = [
  indicator,
  indicatorVersion,
  dimension,
  baseline,
  target,
  indicatorReport,
  release,
  reportingCalendar,
  dataQualityRule,
] as const;
