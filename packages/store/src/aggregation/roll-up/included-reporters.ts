import { countsPeopleOnce, type RollUpFigure } from '@collective-impact/sdk/aggregation';
import { type IncludedReporters, noReporters } from './included-reporter-reader.ts';
import type { MissingIn } from './reporters-without-figure.ts';
import type { RolledUpVersion } from './roll-up-definitions.ts';
import type { RolledUpRelease } from './roll-up-releases.ts';

/** How to count the organizations whose figures a figure includes. */
export function includedReporters(
  { organizationId, coverage, categories }: RollUpFigure,
  of: { missingIn: readonly MissingIn[]; versions: readonly RolledUpVersion[]; releases: readonly RolledUpRelease[] },
): IncludedReporters {
  const { missingIn, versions, releases } = of;
  if (missingIn.length === 0) {
    const ofOrganization = { reporters: coverage.figuresIncluded > 0 ? 1 : 0, expected: 1, otherReporters: 0 };
    return { knownReporters: organizationId === null ? noReporters : ofOrganization, includedIn: [] };
  }
  const additive = new Set(versions.filter(addsPublishedTotals).map(({ id }) => id));
  const versionOf = new Map(releases.map(({ id, indicatorVersionId }) => [id, indicatorVersionId]));
  const includedIn = missingIn.map((each) => ({
    ...each,
    isTotal: categories.length === 0,
    usesPublishedTotal: additive.has(versionOf.get(each.releaseId) ?? ''),
  }));
  return { knownReporters: null, includedIn };
}

/** Whether the totals that releases published are the aggregate over organizations. */
function addsPublishedTotals({ aggregationAcrossOrganizations: rule, ...version }: RolledUpVersion): boolean {
  return ['SUM', 'RATIO', 'WEIGHTED_MEAN'].includes(rule) && !countsPeopleOnce(version, rule);
}
