import type { CoveredRelease, PlacesOfReporters, RollUpFigure } from '@collective-impact/sdk/aggregation';
import { breakdownKey } from '@collective-impact/sdk/indicator';
import { parsePeriod } from '@collective-impact/sdk/period';
import { placeKey } from '../../shared/place-key.ts';
import type { RollUpArguments } from './roll-up-arguments.ts';
import type { RolledUpVersion } from './roll-up-definitions.ts';
import type { RollUpPlaces } from './roll-up-places.ts';
import type { RolledUpRelease } from './roll-up-releases.ts';

/** A release that a figure includes, and where its cells are. */
export interface MatchedRelease {
  releaseId: string;
  /** Number of the combination of categories. Null if no report ever stated it. */
  breakdownId: number | null;
  /** Keys of the places of the figure; the empty text for no place. Null if all places are aggregated. */
  places: readonly string[] | null;
  /** Number of the version. Of a reporter in two versions, the newest counts. */
  number: number;
  isOfOrganizations: boolean;
  /** Whether figures of it are sums of categories, which have no cell. */
  hasSums: boolean;
}

/** The definitions and releases of a roll-up. */
export interface RollUpBasis {
  versions: readonly RolledUpVersion[];
  releases: ReadonlyMap<string, RolledUpRelease>;
  request: Required<RollUpArguments>;
  places: RollUpPlaces;
  placesOfReporters: PlacesOfReporters;
}

/** A figure and the figure of the previous period, as far as their reporters are compared. */
export interface Matching {
  from: MatchedFigure;
  to: MatchedFigure;
  basis: RollUpBasis;
}

/** A figure whose reporters are compared. */
export interface MatchedFigure extends Pick<RollUpFigure, 'period' | 'versionId' | 'categories'> {
  within: readonly MatchedRelease[];
}

/**
 * Returns for each figure what it is compared with: the figure of the latest earlier period of the same kind, of the same
 * categories and units. Null without one, or if organizations are not aggregated.
 */
export function matchingsOf(figures: readonly RollUpFigure[], basis: RollUpBasis): (Matching | null)[] {
  if (!basis.request.over.includes('ORGANIZATIONS')) return figures.map(() => null);
  const within = withinReleases(basis);
  const groups = Map.groupBy(figures, groupOf);
  return figures.map((figure) => {
    const previous = (groups.get(groupOf(figure)) ?? []).reduce<RollUpFigure | null>((one, other) => {
      if (other.periodEnd >= figure.periodStart || other.coverage.releases.length === 0) return one;
      return one && one.periodStart >= other.periodStart ? one : other;
    }, null);
    if (!previous || figure.coverage.releases.length === 0) return null;
    return { from: within(previous), to: within(figure), basis };
  });
}

function groupOf({ ecosystemId, organizationId, place, categories, period }: RollUpFigure): string {
  const kind = parsePeriod(period)?.kind;
  return JSON.stringify([ecosystemId, organizationId, placeKey(place), breakdownKey(categories), kind]);
}

function withinReleases({ versions, releases, request, places }: RollUpBasis): (figure: RollUpFigure) => MatchedFigure {
  const breakdowns = new Map(
    versions.flatMap(({ id, combinations }) =>
      combinations.map((each) => [`${id} ${breakdownKey(each.categories)}`, each.id] as const),
    ),
  );
  const numbers = new Map(versions.map(({ id, number }) => [id, number]));
  const isOverPlaces = request.over.includes('PLACES') && request.placeLevel === null;
  const keysOf = ({ ecosystemId }: RolledUpRelease, place: RollUpFigure['place']) =>
    place ? places.keysOf({ ecosystemId, place }) : [''];
  return ({ period, versionId, categories, place, coverage }) => ({
    period,
    versionId,
    categories,
    within: coverage.releases.flatMap((covered): MatchedRelease[] => {
      const release = releases.get(keyOfRelease(covered));
      if (!release) return [];
      return [
        {
          releaseId: release.id,
          breakdownId: breakdowns.get(`${covered.versionId} ${breakdownKey(categories)}`) ?? null,
          places: isOverPlaces ? null : keysOf(release, place),
          number: numbers.get(covered.versionId) ?? 0,
          isOfOrganizations: covered.isOfOrganizations,
          hasSums: hasSums(covered),
        },
      ];
    }),
  });
}

/** Whether organizations have figures that are sums of their categories. */
function hasSums({ isOfCategories, addedUp, suppressedTotals, notApplicableTotals }: CoveredRelease): boolean {
  return isOfCategories || addedUp.length + suppressedTotals.length + notApplicableTotals.length > 0;
}

/** Identifies the release of a version and period. */
export function keyOfRelease({ versionId, period }: Pick<CoveredRelease, 'versionId' | 'period'>): string {
  return `${versionId} ${period}`;
}
