import { adoption } from './adoption.ts';
import { baseline } from './baseline.ts';
import { crosswalk } from './crosswalk.ts';
import { dimension } from './dimension.ts';
import { discussionEntry } from './discussion-entry.ts';
import { indicator } from './indicator.ts';
import { indicatorContribution } from './indicator-contribution.ts';
import { indicatorVersion } from './indicator-version.ts';
import { networkAdoption } from './network-adoption.ts';
import { target } from './target.ts';

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
