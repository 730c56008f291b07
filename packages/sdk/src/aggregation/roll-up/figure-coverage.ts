import type { NetworkAggregate } from './aggregate-ecosystems.ts';
import type { ReleaseAggregate } from './aggregate-organizations.ts';
import type { RollUpContext } from './roll-up-context.ts';
import type { CoveredRelease, RollUpCoverage } from './roll-up-figure.ts';

/** Returns what the figure of a requested period includes, and what is missing. */
export function coverageOf(
  code: string,
  { network, context }: { network: NetworkAggregate; context: RollUpContext },
): RollUpCoverage {
  const { ecosystems, absent, counted } = network;
  const releases = ecosystems.flatMap((ecosystem) => ecosystem.releases);
  // If the figure of the ecosystem itself is used, no organization is expected.
  const expected = releases.map((release) => (release.isOfOrganizations ? release.expected : null));
  const known = expected.flatMap((each) => each ?? []);
  const withoutFigure = sum(releases.map((release) => release.withoutFigure));
  const absentReporters = sum(known.map((each) => each.absent));
  const isKnown = releases.length > 0 && known.length === releases.length;
  const gaps = ecosystems.flatMap(({ selection }) => selection.gaps);
  return {
    figuresIncluded: counted.figures,
    expected: isKnown ? sum(known.map((each) => each.expected)) : null,
    // An expected ecosystem without figures is missing like one reporter.
    missing: counted.missing + absentReporters + withoutFigure + absent.count,
    notApplicable: counted.notApplicable,
    suppressedAtSource: counted.suppressedAtSource,
    periods: [...new Set(releases.map(({ period }) => period))],
    gaps: ecosystems.length === 0 ? [code] : [...new Set(gaps)],
    releases: context.isOver('ORGANIZATIONS') ? releases.flatMap(releaseCovered) : [],
    absentEcosystems: absent.open,
  };
}

function releaseCovered(release: ReleaseAggregate): CoveredRelease[] {
  const { versionId, ecosystemId, period, addedUp, isOfCategories } = release;
  return release.isOfOrganizations ? [{ versionId, ecosystemId, period, addedUp, isOfCategories }] : [];
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
