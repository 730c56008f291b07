import { adoption } from './adoption.ts';
import { baseline, target } from './baseline.ts';
import { crosswalk } from './crosswalk.ts';
import { dataQualityRule } from './data-quality-rule.ts';
import { dimension } from './dimension.ts';
import { discussionEntry } from './discussion-entry.ts';
import { evidence } from './evidence.ts';
import { indicator } from './indicator.ts';
import { indicatorReport } from './indicator-report.ts';
import { indicatorVersion } from './indicator-version.ts';
import { networkAdoption } from './network-adoption.ts';
import { populationFigure } from './population-figure.ts';
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
  adoption,
  networkAdoption,
  discussionEntry,
  evidence,
  populationFigure,
  crosswalk,
] as const;
