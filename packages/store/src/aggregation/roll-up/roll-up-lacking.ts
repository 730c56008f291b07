import type { ClosedReporters, CoveredRelease, RollUpFigure, RollUpSpot } from '@collective-impact/sdk/aggregation';
import { breakdownKey } from '@collective-impact/sdk/indicator';
import { type RawBuilder, sql } from 'kysely';
import type { CellSums } from '../../release/index.ts';
import { type ClosedRows, closedIn } from './roll-up-closed.ts';
import type { RolledUpVersion } from './roll-up-definitions.ts';
import type { ReleasedCombination } from './roll-up-finer.ts';
import type { RollUpQuestion } from './roll-up-question.ts';
import type { RolledUpRelease } from './roll-up-releases.ts';

/** Where to look up which organizations a figure lacks. */
export interface MissingIn {
  releaseId: string;
  /** The number of the combination of categories; null where nobody states it. */
  breakdownId: number | null;
  /** The code of the place of the figure, the empty text for none in particular; null where places are rolled over. */
  place: string | null;
  /** Which organizations do not state it: it follows from their categories. */
  addedUp: readonly string[];
  /** Whether that is so of all that have something in the release. */
  isOfCategories: boolean;
}

/** Where rows of reporters are brought together: of which release, combination of categories, and place (a code). */
type Place = string;

/** Of no place in particular; and where places are rolled over, of them all. */
const nowhere: Place = '';

/**
 * Counts in a roll-up over organizations those that a release has figures of, and none of some categories: the rows of
 * reporters in it, less the cells; and of these, those that are closed. Nothing is known of a release that was made before rows were kept.
 */
export class LackingCount {
  readonly #releases: ReadonlyMap<string, RolledUpRelease>;
  readonly #breakdowns: ReadonlyMap<string, number>;
  readonly #cells = new Map<string, number>();
  readonly #counted: ReadonlyMap<string, number>;
  readonly #sums = new Map<string, CellSums[]>();
  readonly #closed: ReadonlyMap<string, ClosedRows>;
  readonly #isOverPlaces: boolean;

  constructor(of: {
    versions: readonly RolledUpVersion[];
    releases: readonly RolledUpRelease[];
    sums: readonly CellSums[];
    question: Pick<RollUpQuestion, 'over'>;
    /** Where reporters have figures of several places at once, how many lack, as {@link lackingByPlace} counts them. */
    counted: readonly (ReleasedCombination & { lacking: number })[];
    closed: readonly ClosedRows[];
  }) {
    this.#isOverPlaces = of.question.over.includes('PLACES');
    this.#releases = new Map(of.releases.map((each) => [`${each.indicatorVersionId} ${each.period}`, each]));
    this.#breakdowns = new Map(
      of.versions.flatMap(({ id, combinations }) =>
        combinations.map((each) => [`${id} ${breakdownKey(each.categories)}`, each.id] as const),
      ),
    );
    this.#counted = new Map(of.counted.map((each) => [`${each.releaseId} ${each.breakdownId}`, each.lacking]));
    this.#closed = new Map(of.closed.map((each) => [`${each.releaseId} ${each.place}`, each]));
    for (const row of of.sums) {
      const { releaseId, breakdownId, particular, cells } = row;
      const [whose = 'ORGANIZATION', where = null] = particular ?? [];
      if (whose === 'ECOSYSTEM' || whose === 'AGGREGATE') continue;
      const place = this.#isOverPlaces || where === null || typeof where === 'string' ? nowhere : where.code;
      const key = `${releaseId} ${breakdownId} ${place}`;
      this.#cells.set(key, (this.#cells.get(key) ?? 0) + cells);
      if (whose !== 'ORGANIZATION') this.#sums.set(key, [...(this.#sums.get(key) ?? []), row]);
    }
  }

  /** How many lack where figures are brought together. */
  of({ versionId, period, place, categories }: RollUpSpot): number {
    const release = this.#releases.get(`${versionId} ${period}`);
    const breakdownId = this.#breakdowns.get(`${versionId} ${breakdownKey(categories)}`);
    return release ? this.in(release, { breakdownId, place: place?.code ?? nowhere }) : 0;
  }

  /** How many are closed where figures are brought together. */
  closed({ versionId, period, place, categories }: RollUpSpot): ClosedReporters {
    const release = this.#releases.get(`${versionId} ${period}`);
    const breakdownId = this.#breakdowns.get(`${versionId} ${breakdownKey(categories)}`);
    const code = this.#isOverPlaces ? nowhere : (place?.code ?? nowhere);
    const sums = this.#sums.get(`${release?.id} ${breakdownId} ${code}`) ?? [];
    return closedIn(this.#closed.get(`${release?.id} ${code}`), sums);
  }

  /** Where to look up who lacks in a figure. */
  missingIn(covered: CoveredRelease, figure: Pick<RollUpFigure, 'categories' | 'place'>): MissingIn[] {
    const { versionId, period, addedUp, isOfCategories } = covered;
    const release = this.#releases.get(`${versionId} ${period}`);
    const breakdownId = this.#breakdowns.get(`${versionId} ${breakdownKey(figure.categories)}`) ?? null;
    const place = this.#isOverPlaces ? null : (figure.place?.code ?? nowhere);
    return release ? [{ releaseId: release.id, breakdownId, place, addedUp, isOfCategories }] : [];
  }

  /** How many lack in a release; undefined is a combination that nobody ever stated. */
  in(release: RolledUpRelease, { breakdownId, place }: { breakdownId: number | undefined; place: Place }): number {
    const { id, reporters } = release;
    if (this.#isOverPlaces && isByPlace(release)) return this.#counted.get(`${id} ${breakdownId}`) ?? 0;
    const rows = reporters?.[this.#isOverPlaces ? nowhere : place] ?? 0;
    return Math.max(0, rows - (this.#cells.get(`${id} ${breakdownId} ${place}`) ?? 0));
  }
}

/** Whether reporters have figures of single places in a release. */
export function isByPlace({ reporters }: RolledUpRelease): boolean {
  return Object.keys(reporters ?? {}).some((place) => place !== nowhere);
}

/**
 * How many reporters lack in combinations of releases that have figures of single places, where places are rolled over: each
 * by its figure of no place, where it has one that is not of a place alone, else place by place.
 */
export function lackingByPlace(
  combinations: readonly ReleasedCombination[],
): RawBuilder<ReleasedCombination & { lacking: number }> {
  const saidBy = (more: RawBuilder<unknown>) =>
    sql`("k"."release_id", "k"."breakdown_id", "w"."reporter_id") in (select "release_id", "breakdown_id", "organization_id" from "said" where ${more})`;
  return sql`with "k" as materialized (
      select * from unnest(${combinations.map(({ releaseId }) => releaseId)}::uuid[], ${combinations.map(({ breakdownId }) => breakdownId)}::int[]) as "u"("release_id", "breakdown_id")),
    "said" as materialized (
      select "k"."release_id", "k"."breakdown_id", "t"."organization_id", coalesce("t"."place" ->> 'code', '') as "place_key"
      from "k" join "released_cell" as "t" on "t"."release_id" = "k"."release_id" and "t"."breakdown_id" = "k"."breakdown_id" and "t"."scope" = 'ORGANIZATION')
    select "k"."release_id" as "releaseId", "k"."breakdown_id" as "breakdownId", count(*) as "lacking"
    from "k" join "released_row" as "w" on "w"."release_id" = "k"."release_id" and "w"."reporter_id" <> "w"."ecosystem_id"
    where ("k"."release_id", "k"."breakdown_id", "w"."reporter_id", "w"."place_key") not in (select "release_id", "breakdown_id", "organization_id", "place_key" from "said")
      and not ${saidBy(sql`"place_key" = ''`)} and ("w"."place_key" <> '' or not ${saidBy(sql`true`)})
    group by 1, 2`;
}
