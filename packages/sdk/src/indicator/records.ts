import { adoption } from './adoption/adoption.ts';
import { networkAdoption } from './adoption/network-adoption.ts';
import { dimension } from './dimension/dimension.ts';
import { indicator } from './indicator.ts';
import { indicatorContribution } from './indicator-contribution.ts';
import { baseline } from './reference-figure/baseline.ts';
import { target } from './reference-figure/target.ts';
import { crosswalk } from './version/crosswalk.ts';
import { discussionEntry } from './version/discussion-entry.ts';
import { indicatorVersion } from './version/indicator-version.ts';

/** The record types of this domain. */
export const indicatorRecords = [
  indicator,
  indicatorVersion,
  dimension,
  baseline,
  target,
  adoption,
  networkAdoption,
  discussionEntry,
  crosswalk,
  indicatorContribution,
] as const;
