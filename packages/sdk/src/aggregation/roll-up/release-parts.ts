import type { CategoryReference } from '../../indicator/index.ts';
import type { CombineOptions } from './coverage/combine-reporters.ts';
import type { RollUpContext } from './roll-up-context.ts';
import { type DisaggregatedPart, isPublishedTotal, type RollUpPart } from './roll-up-part.ts';
import type { ExpectedCount, RollUpVersion } from './roll-up-request.ts';

/** Parts of one figure per period: of the same categories, and of one organization, place or ecosystem if those are kept. */
export interface RollUpGroup {
  categories: readonly CategoryReference[];
  /** Parts of exactly these categories. */
  parts: RollUpPart[];
  /** Parts with one category more, which may add up to these. */
  disaggregated: DisaggregatedPart[];
}

/** The parts of a group in one release: one version and one period of one ecosystem. */
export interface ReleaseParts extends RollUpGroup {
  /** One of the parts, which has the version, period and ecosystem of all. */
  first: RollUpPart;
  version: RollUpVersion;
  isOverOrganizations: boolean;
  /** How many reporters are expected, absent, or not assigned to a place. Null if unknown. */
  expected: ExpectedCount | null;
  /** Why figures of the places of these parts are not added up. Null if they can be. */
  overlapOfPlaces: (parts: readonly RollUpPart[]) => string | null;
}

/** Returns the parts of a group by release, ordered by ecosystem, days and version, whatever the order of the parts. */
export function partsByRelease(group: RollUpGroup, context: RollUpContext): ReleaseParts[] {
  const byRelease = new Map<string, ReleaseParts>();
  const releaseOf = (first: RollUpPart): ReleaseParts => {
    const { versionId, ecosystemId, period } = first;
    const key = `${ecosystemId} ${versionId} ${period}`;
    const release = byRelease.get(key) ?? {
      first,
      categories: group.categories,
      parts: [],
      disaggregated: [],
      version: context.version(versionId),
      isOverOrganizations: context.isOver('ORGANIZATIONS'),
      expected: context.expected({ versionId, ecosystemId, period, place: first.place }),
      overlapOfPlaces: (parts) => context.overlapOfPlaces({ versionId, ecosystemId, period }, parts),
    };
    byRelease.set(key, release);
    return release;
  };
  for (const part of group.parts) releaseOf(part).parts.push(part);
  for (const each of group.disaggregated) releaseOf(each.part).disaggregated.push(each);
  return [...byRelease.values()].map(withoutReplaced([...byRelease.values()])).sort(byEcosystemAndDays);
}

/**
 * Removes from a release the identified organizations that report for the same days by a newer version. A published total
 * that includes them is removed too.
 */
function withoutReplaced(releases: readonly ReleaseParts[]): (release: ReleaseParts) => ReleaseParts {
  const byDays = Map.groupBy(releases, orderOf);
  return (release) => {
    const newer = (byDays.get(orderOf(release)) ?? []).filter(({ version }) => version.number > release.version.number);
    const replacing = new Set(newer.flatMap((each) => organizationsOf(each)));
    const replaced = organizationsOf(release).filter((id) => replacing.has(id));
    if (replaced.length === 0 || !release.isOverOrganizations) return release;
    const isUsed = (part: RollUpPart) =>
      !isPublishedTotal(part) && (part.organizationId === null || !replacing.has(part.organizationId));
    return {
      ...release,
      parts: release.parts.filter(isUsed),
      disaggregated: release.disaggregated.filter(({ part }) => isUsed(part)),
    };
  };
}

function organizationsOf({ parts, disaggregated }: RollUpGroup): string[] {
  const all = [...parts, ...disaggregated.map(({ part }) => part)];
  return [...new Set(all.flatMap(({ organizationId }) => organizationId ?? []))];
}

/** How to combine the parts of a release of which so many organizations have no figure. */
export function combineOptionsOf(release: ReleaseParts, { withoutFigure }: { withoutFigure: number }): CombineOptions {
  const { version, isOverOrganizations, expected, overlapOfPlaces } = release;
  return {
    rules: version,
    isOverOrganizations,
    overlapOfPlaces,
    isComplete: (expected?.absent ?? 0) === 0 && withoutFigure === 0,
  };
}

/** Number of organizations of a release without a figure of these categories. */
export function reportersWithoutFigure(
  release: ReleaseParts,
  { categories, context }: { categories: readonly CategoryReference[]; context: RollUpContext },
): number {
  const { versionId, ecosystemId, period, place } = release.first;
  return context.withoutFigure({ versionId, ecosystemId, period, place, categories });
}

function byEcosystemAndDays(a: ReleaseParts, b: ReleaseParts): number {
  const [one, other] = [orderOf(a), orderOf(b)];
  return one < other ? -1 : one > other ? 1 : a.version.number - b.version.number;
}

function orderOf({ first }: ReleaseParts): string {
  return `${first.ecosystemId} ${first.periodStart} ${first.periodEnd}`;
}
