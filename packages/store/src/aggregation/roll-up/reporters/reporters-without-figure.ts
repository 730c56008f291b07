import type { ClosedReporters, CoveredRelease, RollUpFigure, RollUpKey } from '@collective-impact/sdk/aggregation';
import { breakdownKey } from '@collective-impact/sdk/indicator';
import { type RawBuilder, sql } from 'kysely';
import type { CellSums } from '../../../release/index.ts';
import { placeKey, placeKeyOf } from '../../../shared/place-key.ts';
import type { RollUpArguments } from '../roll-up-arguments.ts';
import type { RolledUpVersion } from '../roll-up-definitions.ts';
import type { RollUpPlaces } from '../roll-up-places.ts';
import { hasReportersByPlace } from '../roll-up-plan.ts';
import type { RolledUpRelease } from '../roll-up-releases.ts';
import type { ReleasedBreakdown } from '../sums/finer-cells.ts';
import { type ClosedReporterCount, closedReportersOf } from './closed-reporters.ts';
import type { ExpectedIds, PlaceReporters } from './place-reporters.ts';
import type { ReplacedReporters } from './replaced-reporters.ts';

/** Where to look up which organizations are missing in a figure. */
export interface MissingIn {
  releaseId: string;
  /** Number of the combination of categories. Null if no report ever stated it. */
  breakdownId: number | null;
  /** Keys of the places of the figure; the empty text for no place. Null if all places are aggregated. */
  places: readonly string[] | null;
  /** UUIDs of organizations that do not state the combination: it is the sum of their categories. */
  addedUp: readonly string[];
  /** UUIDs of organizations for which such a sum needs a suppressed category, or whose categories are all `NOT_APPLICABLE`. */
  suppressedTotals: readonly string[];
  notApplicableTotals: readonly string[];
  /** Whether it is such a sum for every organization of the release. */
  isOfCategories: boolean;
  /** The organizations that are expected in the place of the figure. Null if all that agreed to report are. */
  ofPlace: ExpectedIds | null;
}

/** Key of a figure without a place, and of all places if places are aggregated. */
const noPlace = '';

/**
 * Counts the organizations of a release that have no cell of a combination of categories: its organizations minus its cells.
 * Also counts those of them that are excluded from the totals or that the viewer cannot see. Counts none in releases that do
 * not store their organizations.
 */
export class ReportersWithoutFigure {
  readonly #releases: ReadonlyMap<string, RolledUpRelease>;
  readonly #breakdowns: ReadonlyMap<string, number>;
  readonly #cells = new Map<string, number>();
  readonly #counts: ReadonlyMap<string, number>;
  readonly #sums = new Map<string, CellSums[]>();
  readonly #closed: ReadonlyMap<string, ClosedReporterCount>;
  readonly #isOverPlaces: boolean;
  readonly #places: RollUpPlaces;
  readonly #reporters: PlaceReporters;

  constructor(of: {
    versions: readonly RolledUpVersion[];
    releases: readonly RolledUpRelease[];
    sums: readonly CellSums[];
    over: RollUpArguments['over'];
    places: RollUpPlaces;
    reporters: PlaceReporters;
    /** The numbers of {@link countReportersWithoutFigure} for releases with figures of single places, if places are aggregated. */
    counts: readonly (ReleasedBreakdown & { count: number })[];
    closed: readonly ClosedReporterCount[];
  }) {
    this.#isOverPlaces = of.over.includes('PLACES');
    this.#places = of.places;
    this.#reporters = of.reporters;
    this.#releases = new Map(of.releases.map((each) => [`${each.indicatorVersionId} ${each.period}`, each]));
    this.#breakdowns = new Map(
      of.versions.flatMap(({ id, combinations }) =>
        combinations.map((each) => [`${id} ${breakdownKey(each.categories)}`, each.id] as const),
      ),
    );
    this.#counts = new Map(of.counts.map((each) => [`${each.releaseId} ${each.breakdownId}`, each.count]));
    this.#closed = new Map(of.closed.map((each) => [`${each.releaseId} ${each.place}`, each]));
    for (const row of of.sums) {
      const { releaseId, breakdownId, scope, cells } = row;
      if (scope === 'ECOSYSTEM' || scope === 'AGGREGATE') continue;
      const key = `${releaseId} ${breakdownId} ${placeKey(row.place)}`;
      this.#cells.set(key, (this.#cells.get(key) ?? 0) + cells);
      if (scope !== 'ORGANIZATION') this.#sums.set(key, [...(this.#sums.get(key) ?? []), row]);
    }
  }

  /** Number of organizations without a cell of this combination. */
  count({ versionId, period, place, categories }: RollUpKey): number {
    const release = this.#releases.get(`${versionId} ${period}`);
    const breakdownId = this.#breakdowns.get(`${versionId} ${breakdownKey(categories)}`);
    if (!release) return 0;
    const keys = this.#keysOf(release, place);
    return keys.reduce((sum, key) => sum + this.countIn(release, { breakdownId, place: key }), 0);
  }

  /** The closed organizations of this release and place, and how many of them have a cell of this combination. */
  closed({ versionId, period, place, categories }: RollUpKey): ClosedReporters {
    const release = this.#releases.get(`${versionId} ${period}`);
    const breakdownId = this.#breakdowns.get(`${versionId} ${breakdownKey(categories)}`);
    const keys = this.#isOverPlaces || !release ? [noPlace] : this.#keysOf(release, place);
    return keys
      .map((key) => {
        const sums = this.#sums.get(`${release?.id} ${breakdownId} ${key}`) ?? [];
        return closedReportersOf(this.#closed.get(`${release?.id} ${key}`), sums);
      })
      .reduce(addClosed);
  }

  /** Where to look up which organizations of a release are missing in a figure. */
  missingIn(covered: CoveredRelease, figure: Pick<RollUpFigure, 'categories' | 'place'>): MissingIn[] {
    const { versionId, period, addedUp, suppressedTotals, notApplicableTotals, isOfCategories } = covered;
    const release = this.#releases.get(`${versionId} ${period}`);
    const breakdownId = this.#breakdowns.get(`${versionId} ${breakdownKey(figure.categories)}`) ?? null;
    if (!release) return [];
    const places = this.#isOverPlaces ? null : this.#keysOf(release, figure.place);
    const ofPlace = this.#isOverPlaces ? null : (this.#reporters.expected(release, figure.place) ?? null);
    const ofOrganizations = { addedUp, suppressedTotals, notApplicableTotals, isOfCategories, ofPlace };
    return [{ releaseId: release.id, breakdownId, places, ...ofOrganizations }];
  }

  #keysOf({ ecosystemId }: RolledUpRelease, place: RollUpKey['place']): string[] {
    return place ? this.#places.keysOf({ ecosystemId, place }) : [noPlace];
  }

  /** Like {@link count}, in one release. An undefined combination is one that no report ever stated. */
  countIn(
    release: RolledUpRelease,
    { breakdownId, place }: { breakdownId: number | undefined; place: string },
  ): number {
    const { id, reporters } = release;
    if (this.#isOverPlaces && hasReportersByPlace(release)) return this.#counts.get(`${id} ${breakdownId}`) ?? 0;
    const rows = reporters?.[this.#isOverPlaces ? noPlace : place] ?? 0;
    return Math.max(0, rows - (this.#cells.get(`${id} ${breakdownId} ${place}`) ?? 0));
  }
}

function addClosed(one: ClosedReporters, other: ClosedReporters): ClosedReporters {
  const sum = (of: keyof ClosedReporters) => ({
    organizations: one[of].organizations + other[of].organizations,
    withFigure: one[of].withFigure + other[of].withFigure,
  });
  return { excluded: sum('excluded'), hidden: sum('hidden') };
}

/**
 * Counts the organizations without a cell of a combination in releases with figures of single places, if places are
 * aggregated. An organization with a cell without a place has that cell. Any other is counted once for each of its places
 * without a cell.
 */
export function countReportersWithoutFigure(
  breakdowns: readonly ReleasedBreakdown[],
  replaced: ReplacedReporters,
): RawBuilder<ReleasedBreakdown & { count: number }> {
  const statesBreakdown = (condition: RawBuilder<unknown>) =>
    sql`("k"."release_id", "k"."breakdown_id", "w"."reporter_id") in (select "release_id", "breakdown_id", "organization_id" from "stated" where ${condition})`;
  const kept = replaced.isEmpty ? sql`` : sql` and ${replaced.isKept(sql`"k"."release_id"`, sql`"w"."reporter_id"`)}`;
  return sql`with "k" as materialized (
      select * from unnest(${breakdowns.map(({ releaseId }) => releaseId)}::uuid[], ${breakdowns.map(({ breakdownId }) => breakdownId)}::int[]) as "u"("release_id", "breakdown_id")),
    "stated" as materialized (
      select "k"."release_id", "k"."breakdown_id", "t"."organization_id", ${placeKeyOf(sql`"t"."place"`)} as "place_key"
      from "k" join "released_cell" as "t" on "t"."release_id" = "k"."release_id" and "t"."breakdown_id" = "k"."breakdown_id" and "t"."scope" = 'ORGANIZATION')
    select "k"."release_id" as "releaseId", "k"."breakdown_id" as "breakdownId", count(*) as "count"
    from "k" join "released_row" as "w" on "w"."release_id" = "k"."release_id" and "w"."reporter_id" <> "w"."ecosystem_id"
    where ("k"."release_id", "k"."breakdown_id", "w"."reporter_id", "w"."place_key") not in (select "release_id", "breakdown_id", "organization_id", "place_key" from "stated")
      and not ${statesBreakdown(sql`"place_key" = ''`)} and ("w"."place_key" <> '' or not ${statesBreakdown(sql`true`)})${kept}
    group by 1, 2`;
}
