import type { Viewer } from '@collective-impact/sdk';
import { type RawBuilder, sql } from 'kysely';
import { adoptionInForce } from '../../../indicator/index.ts';
import { cellsOfReleases, hasPartInSums, isUnseen, releasesOf, reportersOfReleases } from '../../../release/index.ts';
import { hasFigure, mayHaveFigure } from '../../../reporting/index.ts';
import { placeKeyOf } from '../../../shared/place-key.ts';
import type { Reader } from '../../../shared/reader.ts';
import { idsOfKey, isOfPlaces, placesOfKey } from '../key-places.ts';
import { releaseIdsOf } from './release-ids.ts';
import type { MissingIn } from './reporters-without-figure.ts';

/** Where to look up the organizations whose figures a figure includes: in one release. */
export interface IncludedIn extends MissingIn {
  /** Whether the figure is a total over all categories. */
  isTotal: boolean;
  /** Whether the total that the release published is used, if it has one. It includes hidden and suppressed figures. */
  usesPublishedTotal: boolean;
  /** The only organization that is counted. Null for all. */
  organizationId: string | null;
}

/** Numbers of organizations. Each counts once, over all releases and places of a figure. */
export interface ReporterCounts {
  /** Number of expected organizations whose figures are included. */
  reporters: number;
  /** Number of organizations that agreed to report, with and without a figure. Excludes those that reported `NOT_APPLICABLE`. */
  expected: number;
  /** Number of organizations whose figures are included and that had not agreed to report. */
  otherReporters: number;
  /**
   * Numbers of pairs of an expected organization and an included period: those whose figures are included, and all. In a figure
   * of one period, they are `reporters` and `expected`.
   */
  reporterPeriods: number;
  expectedReporterPeriods: number;
  /** Number of organizations with reports in the included releases and no included figure. Excludes `NOT_APPLICABLE` answers. */
  withoutFigure: number;
}

/** What decides how many organizations a figure includes. */
export interface IncludedReporters {
  /** Null if they must be looked up. */
  knownReporters: ReporterCounts | null;
  includedIn: readonly IncludedIn[];
}

/** Counts the organizations whose figures an aggregated figure includes, and those that are expected. */
export class IncludedReporterReader {
  readonly #reader: Reader;

  constructor(reader: Reader) {
    this.#reader = reader;
  }

  /** One statement for all figures of a request. */
  async count({ knownReporters, includedIn }: IncludedReporters): Promise<ReporterCounts> {
    if (knownReporters !== null) return knownReporters;
    return this.#reader
      .loader<string, ReporterCounts>('roll-up#reporters', async (keys) => {
        const rows = await this.#reader.rows(this.#statement(keys));
        const counts = new Map(rows.map(({ ordinal, ...each }) => [ordinal, each]));
        return keys.map((_, at) => counts.get(at) ?? noReporters);
      })
      .load(JSON.stringify(includedIn));
  }

  /** The organizations that an aggregate of a release includes. One statement, as for {@link count}. */
  ofAggregate(
    { releaseId, breakdownId }: { releaseId: string; breakdownId: number },
    isTotal: boolean,
  ): Promise<ReporterCounts> {
    const published = { ...statedByReporters, ofPlace: null, usesPublishedTotal: true, organizationId: null };
    return this.count({
      knownReporters: null,
      includedIn: [{ releaseId, breakdownId, places: null, isTotal, ...published }],
    });
  }

  #statement(keys: readonly string[]): RawBuilder<ReporterCounts & { ordinal: number }> {
    const { viewer } = this.#reader;
    const releaseIds = releaseIdsOf(keys);
    const isHidden = isUnseen(viewer, { id: sql`"i"."id"`, releaseIds });
    return sql`with "k" as materialized (${keyRows(keys, releaseIds)}), "i" as (
        ${reportersWithFigure(releaseIds)}
        union all ${reportersOfCategories(releaseIds)} union all ${reportersWithoutTotal(releaseIds)}
      ), "x" as (${reportersNotApplicable(releaseIds)}), "all" as (
        select "i"."ordinal", "i"."period", "i"."id", true as "included", false as "agreed", true as "applicable", true as "reported" from "i" where "i"."published" or not ${isHidden}
        union all select "k"."ordinal", "k"."period", jsonb_array_elements_text("k"."added_up")::uuid, true, false, true, true from "k"
        union all ${agreedReporters(releaseIds, viewer)} union all ${reportersInRelease(releaseIds, isUnseen(viewer, { id: sql`"w"."reporter_id"`, releaseIds }))}
      ), "period" as (
        select "ordinal", "id", bool_or("included") as "included", bool_or("agreed") as "agreed", bool_and("applicable") as "applicable",
        bool_or("reported") as "reported" from "all" group by 1, 2, "period"
      )
      select "ordinal", count(*) filter (where "included" and "agreed")::int as "reporters", count(*) filter (where "agreed" and "applicable")::int as "expected",
        count(*) filter (where "included" and not "agreed")::int as "otherReporters",
        sum("reporterPeriods")::int as "reporterPeriods", sum("expectedReporterPeriods")::int as "expectedReporterPeriods",
        count(*) filter (where "reported" and "applicable" and not "included")::int as "withoutFigure"
      from (
        select "ordinal", "id", bool_or("included") as "included", bool_or("agreed") as "agreed", bool_or("included" or "applicable") as "applicable", bool_or("reported") as "reported",
          count(*) filter (where "included" and "agreed") as "reporterPeriods", count(*) filter (where "agreed" and ("included" or "applicable")) as "expectedReporterPeriods"
        from "period" group by 1, 2
      ) as "each" group by 1`;
  }
}

/** No organization is included or expected. */
export const noReporters: ReporterCounts = {
  reporters: 0,
  expected: 0,
  otherReporters: 0,
  reporterPeriods: 0,
  expectedReporterPeriods: 0,
  withoutFigure: 0,
};

/** How the figure of a release is found if its reporters state it, and not only its categories. */
export const statedByReporters = {
  addedUp: [],
  suppressedTotals: [],
  notApplicableTotals: [],
  isOfCategories: false,
} satisfies Partial<IncludedIn>;

/**
 * The organizations that agreed to report the version of the release of a key `k` on the last day of its period. The figure is
 * not applicable to those that reported `NOT_APPLICABLE`, in this release or in one of another version for the same period.
 */
function agreedReporters(releaseIds: readonly string[], viewer: Viewer): RawBuilder<unknown> {
  return sql`
        select "k"."ordinal", "k"."period", "a"."organization_id", false, true, not ${answeredNotApplicable(sql`"a"."organization_id"`)}, false
        from "k" join ${releasesOf(releaseIds)} as "r" on "r"."id" = "k"."release_id"
        join "adoption" as "a" on "a"."indicator_version_id" = "r"."indicator_version_id"
          and ${adoptionInForce({ adoption: 'a', day: 'r.period_end', viewer })} and ${isOfOrganization(sql`"a"."organization_id"`)}
          and ("k"."expected" is null or "a"."organization_id" = any("k"."expected"))`;
}

/** The organizations with reports in the release of a key `k`, except those that the viewer cannot see. */
function reportersInRelease(releaseIds: readonly string[], isHidden: RawBuilder<boolean>): RawBuilder<unknown> {
  return sql`
        select "k"."ordinal", "k"."period", "w"."reporter_id", false, false, not ${answeredNotApplicable(sql`"w"."reporter_id"`)}, true
        from "k" join ${reportersOfReleases(releaseIds)} as "w" on "w"."release_id" = "k"."release_id"
        where "w"."reporter_id" <> "w"."ecosystem_id" and ${isOfPlaces(sql`"w"."place_key"`)} and ${isOfOrganization(sql`"w"."reporter_id"`)} and not ${isHidden}`;
}

/** The condition that an organization reported `NOT_APPLICABLE` for the period of a key `k`, and nothing else. */
function answeredNotApplicable(id: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`exists (
          select from "x" where "x"."ordinal" = "k"."ordinal" and "x"."period" = "k"."period" and "x"."id" = ${id})`;
}

/** The condition that an organization is counted for a key `k`. */
function isOfOrganization(id: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`("k"."organization_id" is null or ${id} = "k"."organization_id")`;
}

/** The organizations that reported `NOT_APPLICABLE` for a key `k`, and nothing else, by period. */
function reportersNotApplicable(releaseIds: readonly string[]): RawBuilder<unknown> {
  return sql`
        select "k"."ordinal", "k"."period", "t"."organization_id" as "id" from "k"
        join ${cellsOfReleases(releaseIds)} as "t" on "t"."release_id" = "k"."release_id" and "t"."breakdown_id" = "k"."breakdown_id" and "t"."scope" = 'ORGANIZATION'
        where ${isOfPlaces(placeKeyOf(sql`"t"."place"`))} and ${isOfOrganization(sql`"t"."organization_id"`)}
        group by 1, 2, 3 having bool_and("t"."status" = 'NOT_APPLICABLE' and not "t"."suppressed")
        union all select "k"."ordinal", "k"."period", jsonb_array_elements_text("k"."not_applicable")::uuid from "k"`;
}

/** The releases of all figures as rows. A key is the `includedIn` of one figure. */
function keyRows(keys: readonly string[], releaseIds: readonly string[]): RawBuilder<unknown> {
  return sql`
        select ("n" - 1)::int as "ordinal", "p".*, "r"."period", "p"."uses_published" and exists (
            select from ${cellsOfReleases(releaseIds)} as "t" where "t"."release_id" = "p"."release_id" and "t"."breakdown_id" = "p"."breakdown_id" and "t"."scope" = 'AGGREGATE'
          ) as "published"
        from unnest(${keys}::jsonb[]) with ordinality as "u"("j", "n") cross join lateral (
          select ("e" ->> 'releaseId')::uuid as "release_id", ("e" ->> 'breakdownId')::int as "breakdown_id", ${placesOfKey} as "places", "e" -> 'addedUp' as "added_up",
            ${idsOfKey('expected')} as "expected",
            "e" -> 'notApplicableTotals' as "not_applicable", ("e" ->> 'organizationId')::uuid as "organization_id",
            ("e" ->> 'isOfCategories')::boolean as "of_categories", ("e" ->> 'isTotal')::boolean as "total", ("e" ->> 'usesPublishedTotal')::boolean as "uses_published"
          from jsonb_array_elements("j") as "e"
        ) as "p" join ${releasesOf(releaseIds)} as "r" on "r"."id" = "p"."release_id"`;
}

/** The organizations with a figure of a key `k`. A suppressed figure is included if the total is published. */
function reportersWithFigure(releaseIds: readonly string[]): RawBuilder<unknown> {
  return sql`
        select "k"."ordinal", "k"."period", "t"."organization_id" as "id", "k"."published" from "k"
        join ${cellsOfReleases(releaseIds)} as "t" on "t"."release_id" = "k"."release_id" and "t"."breakdown_id" = "k"."breakdown_id" and "t"."scope" = 'ORGANIZATION'
        where ${isOfPlaces(placeKeyOf(sql`"t"."place"`))} and ${isOfOrganization(sql`"t"."organization_id"`)} and ${hasPartInSums(releaseIds)}
          and case when "t"."suppressed" then "k"."published" else ${hasFigure} end`;
}

/** Every organization of a key `k` whose figure is the sum of categories that all of them state. */
function reportersOfCategories(releaseIds: readonly string[]): RawBuilder<unknown> {
  return sql`
        select "k"."ordinal", "k"."period", "w"."reporter_id", true from "k" join ${reportersOfReleases(releaseIds)} as "w" on "w"."release_id" = "k"."release_id"
        where "k"."of_categories" and "w"."reporter_id" <> "w"."ecosystem_id" and ${isOfPlaces(sql`"w"."place_key"`)} and ${isOfOrganization(sql`"w"."reporter_id"`)}`;
}

/** The organizations that the published total of a key `k` includes although they state only its categories. */
function reportersWithoutTotal(releaseIds: readonly string[]): RawBuilder<unknown> {
  return sql`
        select "k"."ordinal", "k"."period", "w"."reporter_id", true from "k" join ${reportersOfReleases(releaseIds)} as "w" on "w"."release_id" = "k"."release_id"
        where "k"."published" and "k"."total" and "w"."summed" and "w"."reporter_id" <> "w"."ecosystem_id" and not exists (
          select from ${cellsOfReleases(releaseIds)} as "t" where "t"."release_id" = "k"."release_id" and "t"."breakdown_id" = "k"."breakdown_id"
            and "t"."organization_id" = "w"."reporter_id")
          and exists (select from ${cellsOfReleases(releaseIds)} as "t" where "t"."release_id" = "k"."release_id" and "t"."organization_id" = "w"."reporter_id"
            and ${mayHaveFigure})`;
}
