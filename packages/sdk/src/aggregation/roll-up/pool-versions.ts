import type { Aggregate } from './aggregate/aggregate.ts';
import { hasNoData } from './aggregate/aggregate.ts';
import type { ReleaseAggregate } from './aggregate/aggregate-organizations.ts';
import { collapsed, figureOf } from './aggregate/combine-figures.ts';
import { combinePartials } from './aggregate/partial-figure.ts';
import { combinePeople, countsPeopleOnce } from './aggregate/people-interval.ts';
import type { BoundedResult } from './figure-result.ts';
import { noData, obstacleAmong } from './figure-result.ts';
import type { RollUpVersion } from './roll-up-request.ts';
import type { Dated } from './select-periods.ts';

/** The aggregate of one period of one ecosystem: of one release, or of releases of several versions. */
export interface PeriodAggregate extends Aggregate, Dated {
  /** Whether every organization reported `NOT_APPLICABLE`. */
  isNotApplicable: boolean;
  /** The releases that are included. */
  releases: readonly ReleaseAggregate[];
  /** Releases of older versions that are not included, because the figure of a newer version replaces them. */
  replaced: readonly ReleaseAggregate[];
}

/**
 * Combines the releases of several versions for the same days. Organizations can change to a new version at different times:
 * their figures are combined by the rule across organizations of the newest version. A figure of the ecosystem itself, or of
 * one organization, replaces those of older versions instead.
 */
export function poolVersions(releases: readonly ReleaseAggregate[]): PeriodAggregate[] {
  const byDays = Map.groupBy(releases, ({ start, end }) => `${start}/${end}`);
  return [...byDays.values()].flatMap((ofDays) => {
    const [first, ...others] = ofDays.toSorted(
      (a, b) => Number(b.hasFigure) - Number(a.hasFigure) || b.number - a.number,
    );
    if (!first) return [];
    const isPooled = ({ isOfOrganizations }: ReleaseAggregate) => first.isOfOrganizations && isOfOrganizations;
    const replaced = others.filter((each) => each.hasFigure && !isPooled(each));
    const pooled = [first, ...others.filter(isPooled)].sort((a, b) => a.number - b.number);
    const isNotApplicable = pooled.every((release) => release.isNotApplicable);
    return [{ ...first, ...combineReleases(pooled), releases: pooled, replaced, isNotApplicable }];
  });
}

/** Combines releases of the same days, of different organizations. */
function combineReleases(releases: readonly ReleaseAggregate[]): Aggregate {
  const counted = combinePartials(releases.map((release) => release.counted));
  const isOfOrganizations = releases.some((release) => release.isOfOrganizations);
  const newest = newestOf(releases);
  if (!newest) return { counted, carried: counted, result: { ...noData(), interval: null }, isOfOrganizations };
  if (releases.length === 1) return newest;
  const { version } = newest;
  const { aggregationAcrossOrganizations: way, aggregationOverTime: next } = version;
  // A published total is one figure of many organizations. Rules that do not add need the figures themselves.
  const isAdditive = way === 'SUM' || way === 'RATIO' || way === 'WEIGHTED_MEAN';
  const figures = isAdditive ? combinePartials(releases.map(({ carried }) => carried)) : counted;
  const carried = collapsed(figures, { way, next, version });
  return { counted, carried, result: resultOf(releases, { figures, version }), isOfOrganizations };
}

function resultOf(
  releases: readonly ReleaseAggregate[],
  { figures, version }: { figures: Aggregate['carried']; version: RollUpVersion },
): BoundedResult {
  const { aggregationAcrossOrganizations: way } = version;
  const withData = releases.filter((release) => !hasNoData(release));
  if (countsPeopleOnce(version, way)) {
    const isWhole = releases.every((release) => !hasNoData(release) || release.isNotApplicable);
    return combinePeople(withData, isWhole ? [] : ['figures of a version are missing']);
  }
  const obstacle = obstacleAmong(withData, { isRatio: version.kind === 'RATIO' && way === 'RATIO' });
  return obstacle ?? figureOf(figures, { way, version });
}

/** Returns a release of the newest version with a figure; without one, of the newest version. Undefined without releases. */
export function newestOf(releases: readonly ReleaseAggregate[]): ReleaseAggregate | undefined {
  return releases.reduce<ReleaseAggregate | undefined>((one, other) => {
    if (!one) return other;
    const isBefore = one.hasFigure === other.hasFigure ? one.number < other.number : other.hasFigure;
    return isBefore ? other : one;
  }, undefined);
}
