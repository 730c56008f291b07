import type {
  CoveredRelease,
  PlacesOfReporters,
  PreviousFigure,
  RollUpFigure,
} from '@collective-impact/sdk/aggregation';
import { breakdownKey } from '@collective-impact/sdk/indicator';
import { placeKey } from '../../../shared/place-key.ts';
import type { RollUpArguments } from '../roll-up-arguments.ts';
import type { RolledUpVersion } from '../roll-up-definitions.ts';
import type { RollUpPlaces } from '../roll-up-places.ts';
import type { RolledUpRelease } from '../roll-up-releases.ts';

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

/** A figure, as far as its reporters can be compared with those of others. */
export interface Matchable {
  figure: MatchedFigure;
  basis: RollUpBasis;
}

/** A figure and the figure of the previous period, as far as their reporters are compared. */
export interface Matching {
  from: MatchedFigure;
  to: MatchedFigure;
  /** The previous period, and whether the versions of the two figures are comparable. */
  previous: PreviousFigure;
  basis: RollUpBasis;
}

/** A figure whose reporters are compared. */
export interface MatchedFigure extends Pick<RollUpFigure, 'period' | 'categories'> {
  within: readonly MatchedRelease[];
}

/** What the reporters of a figure are compared with. Both are null if organizations are not aggregated. */
export interface Comparable {
  matchable: Matchable | null;
  /** Null without a previous figure. */
  matching: Matching | null;
}

/** Returns for each figure its releases and those of its `previous` figure, whose reporters are compared. */
export function matchingsOf(figures: readonly RollUpFigure[], basis: RollUpBasis): Comparable[] {
  if (!basis.request.over.includes('ORGANIZATIONS')) return figures.map(() => ({ matchable: null, matching: null }));
  const within = withinReleases(basis);
  const byUnit = new Map(figures.map((figure) => [keyOfFigure(figure, figure.period), figure]));
  return figures.map((figure) => {
    const { previous } = figure;
    const before = previous && byUnit.get(keyOfFigure(figure, previous.period));
    const to = within(figure);
    const matching = previous && before ? { from: within(before), to, previous, basis } : null;
    return { matchable: { figure: to, basis }, matching };
  });
}

/** Identifies the figure of a period with the units and categories of a figure. */
function keyOfFigure({ ecosystemId, organizationId, place, categories }: RollUpFigure, period: string): string {
  return JSON.stringify([ecosystemId, organizationId, placeKey(place), breakdownKey(categories), period]);
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
  return ({ period, categories, place, coverage }) => ({
    period,
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
