import type { NetworkAggregate } from '../aggregate/aggregate-ecosystems.ts';
import type { ClosedCount, ReleaseAggregate } from '../aggregate/aggregate-organizations.ts';
import type { CoveredRelease, RollUpCoverage } from '../roll-up-figure.ts';
import type { UnreportedPeriod } from '../roll-up-request.ts';
import type { OtherPeriodsOnly } from './other-periods.ts';

/** Returns what the figure of a requested period includes, and what is missing. */
export function coverageOf(
  code: string,
  {
    network,
    withoutPeriod,
    unreported,
  }: {
    network: NetworkAggregate;
    withoutPeriod: readonly OtherPeriodsOnly[];
    unreported: readonly UnreportedPeriod[];
  },
): RollUpCoverage {
  const { ecosystems, absent, counted, gaps } = network;
  const releases = ecosystems.flatMap((ecosystem) => ecosystem.releases);
  // If the figure of the ecosystem itself is used, no organization is expected.
  const expected = releases.map((release) => (release.isOfOrganizations ? release.expected : null));
  const known = expected.flatMap((each) => each ?? []);
  const withoutFigure = sum(releases.map((release) => release.withoutFigure));
  const closed = (of: keyof ClosedCount) => sum(releases.map((release) => release.closed[of]));
  const notReported = sum(known.map((each) => each.absent)) + unreported.length;
  const otherPeriods = sum(withoutPeriod.map(({ organizations }) => organizations));
  const forParts = sum(absent.ofParts.map((each) => each.ecosystems));
  return {
    figuresIncluded: counted.figures,
    reportedAsBounds: counted.bounded ?? 0,
    // An expected ecosystem without figures of the period, or of a part of it, is missing like one reporter.
    missing: counted.missing + notReported + withoutFigure + otherPeriods + absent.count + forParts,
    reportedMissing: Math.max(0, counted.missing - closed('withFigure')),
    notReported,
    otherCategoriesOnly: Math.max(0, withoutFigure - closed('withoutTotal')),
    otherPeriodsOnly: otherPeriods,
    excluded: closed('excluded'),
    hidden: closed('hidden'),
    unassigned: sum(known.map((each) => each.unassigned ?? 0)),
    notApplicable: counted.notApplicable,
    suppressedAtSource: counted.suppressedAtSource,
    suppressed: counted.suppressed,
    expectedEcosystems: absent.expected,
    ecosystems: absent.included,
    periods: [...new Set(releases.map(({ period }) => period))],
    gaps: ecosystems.length === 0 ? [code] : gaps.map((gap) => gap.code),
    releases: releases.map(releaseCovered),
    earlierReleases: ecosystems.flatMap(({ earlier }) => earlier.map(releaseCovered)),
    unreported: unreported.map(({ versionId, ecosystemId, period }) => ({ versionId, ecosystemId, period })),
    absentEcosystems: absent.open,
  };
}

function releaseCovered(release: ReleaseAggregate): CoveredRelease {
  const { versionId, ecosystemId, period, isOfOrganizations, isOfCategories } = release;
  const { addedUp, suppressedTotals, notApplicableTotals } = release;
  const ofOrganizations = { addedUp, suppressedTotals, notApplicableTotals };
  return { versionId, ecosystemId, period, isOfOrganizations, ...ofOrganizations, isOfCategories };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
