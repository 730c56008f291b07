import { type RawBuilder, sql } from 'kysely';
import { hasPartInSums, isUnseen } from '../../release/index.ts';
import type { Reader } from '../../shared/reader.ts';
import type { MissingIn } from './reporters-without-figure.ts';

/** Where to look up the organizations whose figures a figure includes: in one release. */
export interface IncludedIn extends MissingIn {
  /** Whether the figure is a total over all categories. */
  isTotal: boolean;
  /** Whether the total that the release published is used, if it has one. It includes hidden and withheld figures. */
  usesPublishedTotal: boolean;
}

/** What decides how many organizations a figure includes. */
export interface IncludedReporters {
  /** Null if it must be looked up. */
  knownReporters: number | null;
  includedIn: readonly IncludedIn[];
}

/** Counts the organizations whose figures an aggregated figure includes. */
export class IncludedReporterReader {
  readonly #reader: Reader;

  constructor(reader: Reader) {
    this.#reader = reader;
  }

  /** Each organization counts once, over all releases and places of the figure. One statement for all figures of a request. */
  async count({ knownReporters, includedIn }: IncludedReporters): Promise<number> {
    if (knownReporters !== null) return knownReporters;
    return this.#reader
      .loader<string, number>('roll-up#reporters', async (keys) => {
        const rows = await this.#reader.rows(this.#statement(keys));
        const counts = new Map(rows.map(({ ordinal, count }) => [ordinal, count]));
        return keys.map((_, at) => counts.get(at) ?? 0);
      })
      .load(JSON.stringify(includedIn));
  }

  #statement(keys: readonly string[]): RawBuilder<{ ordinal: number; count: number }> {
    const releaseIds = keys.flatMap((key) => (JSON.parse(key) as IncludedIn[]).map(({ releaseId }) => releaseId));
    const isHidden = isUnseen(this.#reader.viewer, sql`"i"."id"`);
    return sql`with "k" as materialized (${keyRows(keys)}), "i" as (
        ${reportersWithFigure([...new Set(releaseIds)])}
        union all ${reportersOfCategories} union all ${reportersWithoutTotal}
      )
      select "ordinal", count(distinct "id")::int as "count" from (
        select "i"."ordinal", "i"."id" from "i" where "i"."published" or not ${isHidden}
        union all select "k"."ordinal", jsonb_array_elements_text("k"."added_up")::uuid from "k"
      ) as "all" group by 1`;
  }
}

/** The releases of all figures as rows. A key is the `includedIn` of one figure. */
function keyRows(keys: readonly string[]): RawBuilder<unknown> {
  return sql`
        select ("n" - 1)::int as "ordinal", "p".*, "p"."uses_published" and exists (
            select from "released_cell" as "t" where "t"."release_id" = "p"."release_id" and "t"."breakdown_id" = "p"."breakdown_id" and "t"."scope" = 'AGGREGATE'
          ) as "published"
        from unnest(${keys}::jsonb[]) with ordinality as "u"("j", "n") cross join lateral (
          select ("e" ->> 'releaseId')::uuid as "release_id", ("e" ->> 'breakdownId')::int as "breakdown_id", "e" ->> 'place' as "place", "e" -> 'addedUp' as "added_up",
            ("e" ->> 'isOfCategories')::boolean as "of_categories", ("e" ->> 'isTotal')::boolean as "total", ("e" ->> 'usesPublishedTotal')::boolean as "uses_published"
          from jsonb_array_elements("j") as "e"
        ) as "p"`;
}

/** The organizations with a figure of a key `k`. A withheld figure is included if the total is published. */
function reportersWithFigure(releaseIds: readonly string[]): RawBuilder<unknown> {
  return sql`
        select "k"."ordinal", "t"."organization_id" as "id", "k"."published" from "k"
        join "released_cell" as "t" on "t"."release_id" = "k"."release_id" and "t"."breakdown_id" = "k"."breakdown_id" and "t"."scope" = 'ORGANIZATION'
        where ${isOfPlace(sql`coalesce("t"."place" ->> 'code', '')`)} and ${hasPartInSums(releaseIds)}
          and case when "t"."suppressed" then "k"."published" else "t"."status" in ('OBSERVED', 'ESTIMATED', 'PROVISIONAL') end`;
}

/** Every organization of a key `k` whose figure is the sum of categories that all of them state. */
const reportersOfCategories = sql`
        select "k"."ordinal", "w"."reporter_id", true from "k" join "released_row" as "w" on "w"."release_id" = "k"."release_id"
        where "k"."of_categories" and "w"."reporter_id" <> "w"."ecosystem_id" and ${isOfPlace(sql`"w"."place_key"`)}`;

/** The organizations that the published total of a key `k` includes although they state only its categories. */
const reportersWithoutTotal = sql`
        select "k"."ordinal", "w"."reporter_id", true from "k" join "released_row" as "w" on "w"."release_id" = "k"."release_id"
        where "k"."published" and "k"."total" and "w"."summed" and "w"."reporter_id" <> "w"."ecosystem_id" and not exists (
          select from "released_cell" as "t" where "t"."release_id" = "k"."release_id" and "t"."breakdown_id" = "k"."breakdown_id"
            and "t"."organization_id" = "w"."reporter_id")`;

function isOfPlace(place: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`("k"."place" is null or "k"."place" = ${place})`;
}
