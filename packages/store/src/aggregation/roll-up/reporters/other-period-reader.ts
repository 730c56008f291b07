import type { Viewer } from '@collective-impact/sdk';
import type { OtherPeriodsOnly } from '@collective-impact/sdk/aggregation';
import { type RawBuilder, sql } from 'kysely';
import { adoptionInForce } from '../../../indicator/index.ts';
import { cellsOfReleases, releasesOf, reportersOfReleases } from '../../../release/index.ts';
import { mayHaveFigure } from '../../../reporting/index.ts';
import type { Reader } from '../../../shared/reader.ts';
import { isOfPlaces, placesOfKey } from '../key-places.ts';
import { MissingOrganizations } from './missing-organizations.ts';
import { releaseIdsOf } from './release-ids.ts';

/** A release of organizations within the requested period of a figure. */
export interface OtherPeriodIn {
  releaseId: string;
  /** Number of the combination of categories. Null if no report ever stated it. */
  breakdownId: number | null;
  /** Keys of the places of the figure; the empty text for no place. Null if all places are aggregated. */
  places: readonly string[] | null;
  /** Whether the figure is a total over all categories. */
  isTotal: boolean;
  /** Whether the figure includes the release. Otherwise a later release replaces it (`LAST` over time). */
  isIncluded: boolean;
}

/** The releases of organizations within the requested period of a figure. */
export interface OtherPeriods {
  /** Empty if the figure is of one period. */
  otherPeriodsIn: readonly OtherPeriodIn[];
}

/**
 * Reads which organizations report for other parts of the period of a figure only: they have a figure of its categories in one
 * of its releases, and for an included period of their ecosystem they neither reported nor agreed to.
 */
export class OtherPeriodReader {
  readonly #reader: Reader;
  readonly #organizations: MissingOrganizations;

  constructor(reader: Reader) {
    this.#reader = reader;
    this.#organizations = new MissingOrganizations(reader);
  }

  /** The number of these organizations for each included period that has any. One statement for all figures of a request. */
  async count({ otherPeriodsIn }: OtherPeriods): Promise<OtherPeriodsOnly[]> {
    if (otherPeriodsIn.length === 0) return [];
    return this.#reader
      .loader<string, OtherPeriodsOnly[]>('roll-up#otherPeriods', async (keys) => {
        const rows = await this.#reader.rows(
          sql<OtherPeriodsOnly & { ordinal: number }>`${otherPeriods(keys, this.#reader.viewer)}
      select "ordinal", "period", count(*)::int as "organizations" from "lapsed" group by 1, 2 order by 1, min("period_end"), 2`,
        );
        const byKey = Map.groupBy(rows, ({ ordinal }) => ordinal);
        return keys.map((_, at) => (byKey.get(at) ?? []).map(({ ordinal: _ordinal, ...each }) => each));
      })
      .load(JSON.stringify(otherPeriodsIn));
  }

  /** The UUIDs of these organizations. One statement. Throws an `InputError` beyond 50,000 organizations per request. */
  async organizations({ otherPeriodsIn }: OtherPeriods): Promise<string[]> {
    if (otherPeriodsIn.length === 0) return [];
    return this.#organizations.ofKey({
      name: 'roll-up#otherPeriodOrganizations',
      key: JSON.stringify(otherPeriodsIn),
      statement: (keys, most) =>
        sql`${otherPeriods(keys, this.#reader.viewer)}
      select distinct "ordinal", "id" from "lapsed" limit ${most}`,
    });
  }
}

/**
 * The organizations without a figure in an included period of their ecosystem, as the table `lapsed`. An ecosystem that has no
 * release for a period of another one is missing itself. A key is the `otherPeriodsIn` of a
 * figure.
 */
function otherPeriods(keys: readonly string[], viewer: Viewer): RawBuilder<unknown> {
  const releaseIds = releaseIdsOf(keys);
  return sql`with "k" as materialized (${keyRows(keys, releaseIds)}), "reporter" as (${reportersWithFigure(releaseIds)}), "lapsed" as (
        select "p"."ordinal", "p"."period", "p"."period_end", "i"."id"
        from (select "ordinal", "ecosystem_id", "period", max("period_end") as "period_end" from "k" where "included" group by 1, 2, 3) as "p"
        join "reporter" as "i" on "i"."ordinal" = "p"."ordinal" and "i"."ecosystem_id" = "p"."ecosystem_id"
        where not exists (${hasReportedFor(releaseIds)}) and not exists (${agreedFor(viewer)}))`;
}

function keyRows(keys: readonly string[], releaseIds: readonly string[]): RawBuilder<unknown> {
  return sql`
        select ("n" - 1)::int as "ordinal", "p".*, "r"."ecosystem_id", "r"."period", "r"."period_end", "r"."indicator_version_id"
        from unnest(${keys}::jsonb[]) with ordinality as "u"("j", "n") cross join lateral (
          select ("e" ->> 'releaseId')::uuid as "release_id", ("e" ->> 'breakdownId')::int as "breakdown_id", ${placesOfKey} as "places",
            ("e" ->> 'isTotal')::boolean as "total", ("e" ->> 'isIncluded')::boolean as "included"
          from jsonb_array_elements("j") as "e"
        ) as "p" join ${releasesOf(releaseIds)} as "r" on "r"."id" = "p"."release_id"`;
}

/** The organizations with a figure of the categories of a key. A total can follow from figures of categories. */
function reportersWithFigure(releaseIds: readonly string[]): RawBuilder<unknown> {
  return sql`
        select distinct "k"."ordinal", "k"."ecosystem_id", "w"."reporter_id" as "id" from "k"
        join ${reportersOfReleases(releaseIds)} as "w" on "w"."release_id" = "k"."release_id" and "w"."reporter_id" <> "w"."ecosystem_id" and ${isOfPlaces(sql`"w"."place_key"`)}
        where exists (select from ${cellsOfReleases(releaseIds)} as "t" where "t"."release_id" = "k"."release_id" and "t"."organization_id" = "w"."reporter_id"
          and ("k"."total" or "t"."breakdown_id" = "k"."breakdown_id") and ${mayHaveFigure})`;
}

function hasReportedFor(releaseIds: readonly string[]): RawBuilder<unknown> {
  return sql`
          select from "k" join ${reportersOfReleases(releaseIds)} as "w" on "w"."release_id" = "k"."release_id" and ${isOfPlaces(sql`"w"."place_key"`)}
          where "k"."ordinal" = "p"."ordinal" and "k"."period" = "p"."period" and "k"."included" and "w"."reporter_id" = "i"."id"`;
}

/** Organizations that agreed to report for a period are missing because they did not. */
function agreedFor(viewer: Viewer): RawBuilder<unknown> {
  return sql`
          select from "k" join "adoption" as "a" on "a"."indicator_version_id" = "k"."indicator_version_id" and ${adoptionInForce({ adoption: 'a', day: 'k.period_end', viewer })}
          where "k"."ordinal" = "p"."ordinal" and "k"."period" = "p"."period" and "k"."included" and "a"."organization_id" = "i"."id"`;
}
