import { amount } from '../../../shared/wording.ts';
import type { ReleaseAggregate } from '../aggregate/aggregate-organizations.ts';
import type { RollUpContext } from '../roll-up-context.ts';

/** Organizations that report for other parts of a requested period only: how many have no figure for a period that is included. */
export interface OtherPeriodsOnly {
  /** Code of the included period. */
  period: string;
  organizations: number;
}

/**
 * Counts, for each included period, the identified organizations that have a figure in another part of the requested period and
 * did not report for this one. Organizations that agreed to report for it are missing as `notReported`, and are not counted again.
 */
export function otherPeriodsOnly(
  { releases, earlier }: { releases: readonly ReleaseAggregate[]; earlier: readonly ReleaseAggregate[] },
  context: RollUpContext,
): OtherPeriodsOnly[] {
  if (!context.isOver('ORGANIZATIONS')) return [];
  const isOfOrganizations = (release: ReleaseAggregate) => release.isOfOrganizations;
  const included = [...Map.groupBy(releases.filter(isOfOrganizations), ({ period }) => period)];
  const withFigure = new Set(
    [...earlier, ...releases]
      .filter(isOfOrganizations)
      .flatMap((release) => [
        ...context.reportersOf(release, release.categories),
        ...context.reportersOf(release, null).intersection(new Set(release.addedUp)),
      ]),
  );
  return included.flatMap(([period, ofPeriod]) => {
    const reported = new Set(ofPeriod.flatMap((release) => [...context.reportersOf(release, null)]));
    const absent = ofPeriod.reduce((sum, { expected }) => sum + (expected?.absent ?? 0), 0);
    const organizations = withFigure.difference(reported).size - absent;
    return organizations > 0 ? [{ period, organizations }] : [];
  });
}

/** Caveats that organizations report for other parts of the period only, one for each included period. */
export function otherPeriodsCaveats(without: readonly OtherPeriodsOnly[]): string[] {
  return without.map(({ period, organizations }) => {
    const count = organizations === 1 ? 'It counts' : 'They count';
    return `${amount(organizations, 'organization')} reported for other parts of the period, and not for ${period}. ${count} as missing.`;
  });
}
