import { countsPeopleOnce, type RollUpFigure } from '@collective-impact/sdk/aggregation';
import type { RolledUpVersion } from '../roll-up-definitions.ts';
import type { RolledUpRelease } from '../roll-up-releases.ts';
import { type IncludedReporters, noReporters } from './included-reporter-reader.ts';
import type { MissingIn } from './reporters-without-figure.ts';

/** How to count the organizations whose figures a figure includes. `within` are the releases with figures of organizations. */
export function includedReporters(
  { organizationId, categories }: RollUpFigure,
  of: { within: readonly MissingIn[]; versions: readonly RolledUpVersion[]; releases: readonly RolledUpRelease[] },
): IncludedReporters {
  const { within, versions, releases } = of;
  if (within.length === 0) return { knownReporters: noReporters, includedIn: [] };
  const additive = new Set(versions.filter(addsPublishedTotals).map(({ id }) => id));
  const versionOf = new Map(releases.map(({ id, indicatorVersionId }) => [id, indicatorVersionId]));
  const includedIn = within.map((each) => ({
    ...each,
    isTotal: categories.length === 0,
    usesPublishedTotal: organizationId === null && additive.has(versionOf.get(each.releaseId) ?? ''),
    organizationId,
  }));
  return { knownReporters: null, includedIn };
}

/** Whether the totals that releases published are the aggregate over organizations. */
function addsPublishedTotals({ aggregationAcrossOrganizations: rule, ...version }: RolledUpVersion): boolean {
  return ['SUM', 'RATIO', 'WEIGHTED_MEAN'].includes(rule) && !countsPeopleOnce(version, rule);
}
