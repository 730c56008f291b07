import { type Code, InputError } from '@collective-impact/sdk';
import { type RawBuilder, sql } from 'kysely';
import { adoptionInForce } from '../../../indicator/index.ts';
import { cellsOfReleases, hasPartInSums, releasesOf, reportersOfReleases } from '../../../release/index.ts';
import { mayHaveFigure } from '../../../reporting/index.ts';
import { placeKey, placeKeyOf } from '../../../shared/place-key.ts';
import type { Reader } from '../../../shared/reader.ts';
import { visibleTo } from '../../../shared/visibility.ts';
import { isOfPlaces, placesOfKey } from '../key-places.ts';
import type { RollUpPlaces } from '../roll-up-places.ts';
import type { IncludedReporters } from './included-reporter-reader.ts';
import { noPlaces, type PlaceAnswer, type PlaceCoverage, placeCoverageOf } from './place-coverage.ts';
import { releaseIdsOf } from './release-ids.ts';

/** Determines which places a figure includes. */
export interface IncludedPlaces extends IncludedReporters {
  /** The places of the ecosystems. Null if places are not aggregated. */
  aggregatedPlaces: RollUpPlaces | null;
}

/** A place of an organization: of one of its reports, with the answer, or a service area of it, without one. */
interface PlaceRow {
  ordinal: number;
  ecosystemId: string;
  organizationId: string;
  place: Code | null;
  answer: PlaceAnswer | null;
}

/** Places of organizations that one request may hold in memory. */
const maximumRows = 50_000;

/** Reads how many of the expected places aggregated figures include, and which are missing. */
export class PlaceCoverageReader {
  readonly #reader: Reader;
  #left = maximumRows;

  constructor(reader: Reader) {
    this.#reader = reader;
  }

  /**
   * The places of the organizations of a figure that the viewer sees. One statement for all figures of a request; none if places
   * are not aggregated or the ecosystem reported the figure itself. Throws an {@link InputError} beyond 50,000 places of organizations.
   */
  async of({ aggregatedPlaces, includedIn }: IncludedPlaces): Promise<PlaceCoverage> {
    if (aggregatedPlaces === null || includedIn.length === 0) return noPlaces;
    const rows = await this.#reader
      .loader<string, PlaceRow[]>('roll-up#places', async (keys) => {
        const found = await this.#reader.rows(this.#statement(keys));
        this.#left -= found.length;
        if (this.#left < 0)
          throw new InputError(
            `The figures of this request have more than ${maximumRows.toLocaleString('en')} places of organizations. Request the coverage of places for fewer figures, or narrow the roll-up by \`periods\` or \`by\`.`,
          );
        const byKey = Map.groupBy(found, ({ ordinal }) => ordinal);
        return keys.map((_, at) => byKey.get(at) ?? []);
      })
      .load(JSON.stringify(includedIn));
    const keys = includedIn.every(({ places }) => places === null)
      ? null
      : new Set(includedIn.flatMap(({ places }) => places ?? []));
    const isOfFigure = (place: Code) => keys === null || keys.has(placeKey(place));
    const byOrganization = Map.groupBy(rows, ({ organizationId }) => organizationId);
    const organizations = [...byOrganization.values()].map((ofOne) => ({
      ecosystemId: ofOne[0]?.ecosystemId ?? '',
      reported: ofOne.flatMap(({ place, answer }) => (answer === null ? [] : [{ place, answer }])),
      serviceAreas: ofOne.flatMap(({ place, answer }) => (answer === null && place && isOfFigure(place) ? place : [])),
    }));
    return placeCoverageOf(organizations, aggregatedPlaces);
  }

  #statement(keys: readonly string[]): RawBuilder<PlaceRow> {
    const { viewer } = this.#reader;
    const releaseIds = releaseIdsOf(keys);
    const isVisible = visibleTo(viewer, { table: 'organization', alias: 'o' });
    return sql`with "k" as materialized (${keyRows(keys)}), "row" as (${rowsOfPlaces(releaseIds)})
      select "row".* from "row" join "organization" as "o" on "o"."id" = "row"."organizationId" and ${isVisible}
      union all
      select distinct "k"."ordinal", "o"."ecosystem_id", "o"."id", "s"."place", null::text
      from "k" join ${releasesOf(releaseIds)} as "r" on "r"."id" = "k"."release_id"
      join "adoption" as "a" on "a"."indicator_version_id" = "r"."indicator_version_id"
          and ${adoptionInForce({ adoption: 'a', day: 'r.period_end', viewer })} and ${isCounted(sql`"a"."organization_id"`)}
      join "organization" as "o" on "o"."id" = "a"."organization_id" and ${isVisible}
      cross join lateral jsonb_array_elements("o"."service_areas") as "s"("place") limit ${this.#left + 1}`;
  }
}

/** The releases of all figures as rows. A key is the `includedIn` of one figure. */
function keyRows(keys: readonly string[]): RawBuilder<unknown> {
  const idsIn = (field: string) => sql`array(select jsonb_array_elements_text("e" -> ${sql.lit(field)})::uuid)`;
  return sql`
        select ("n" - 1)::int as "ordinal", ("e" ->> 'releaseId')::uuid as "release_id", ("e" ->> 'breakdownId')::int as "breakdown_id", ${placesOfKey} as "places",
          ("e" ->> 'organizationId')::uuid as "organization_id", ("e" ->> 'isOfCategories')::boolean as "of_categories",
          ${idsIn('addedUp')} || ${idsIn('suppressedTotals')} as "added_up", ${idsIn('notApplicableTotals')} as "not_applicable"
        from unnest(${keys}::jsonb[]) with ordinality as "u"("j", "n") cross join lateral jsonb_array_elements("j") as "e"`;
}

/** The condition that an organization is counted for a key `k`. */
function isCounted(id: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`("k"."organization_id" is null or ${id} = "k"."organization_id")`;
}

/**
 * The places of the reports in the release of a key `k`, with the answer for each. A sum of categories is a figure of each place.
 * Reports and cells are grouped instead of joined: the planner expects few of them, and would compare each with each.
 */
function rowsOfPlaces(releaseIds: readonly string[]): RawBuilder<unknown> {
  const isNotApplicable = sql`coalesce(bool_and("not_applicable") filter (where not "is_report"), false)
              or bool_or("not_applicable") filter (where "is_report")`;
  return sql`
        select "w"."ordinal", "w"."ecosystem_id" as "ecosystemId", "w"."organization_id" as "organizationId",
          case when "w"."place_key" <> '' then (select "t"."place" from ${cellsOfReleases(releaseIds)} as "t"
            where "t"."release_id" = "w"."release_id" and "t"."organization_id" = "w"."organization_id"
            and ${placeKeyOf(sql`"t"."place"`)} = "w"."place_key" limit 1) end as "place",
          case when "w"."figure" then 'FIGURE' when "w"."not_applicable" then 'NOT_APPLICABLE' else 'NO_FIGURE' end as "answer"
        from (
          select "ordinal", "release_id", "ecosystem_id", "organization_id", "place_key", bool_or("figure") as "figure",
            ${isNotApplicable} as "not_applicable"
          from (${reportsOfPlaces(releaseIds)} union all ${cellsOfPlaces(releaseIds)}) as "of_place"
          group by 1, 2, 3, 4, 5 having bool_or("is_report")
        ) as "w"`;
}

/** The reports of organizations in the release of a key `k`, by place, and what is known of their answers without a cell. */
function reportsOfPlaces(releaseIds: readonly string[]): RawBuilder<unknown> {
  return sql`
            select "k"."ordinal", "k"."release_id", "w"."ecosystem_id", "w"."reporter_id" as "organization_id", "w"."place_key", true as "is_report",
              "k"."of_categories" or "w"."reporter_id" = any("k"."added_up") as "figure", "w"."reporter_id" = any("k"."not_applicable") as "not_applicable"
            from "k" join ${reportersOfReleases(releaseIds)} as "w" on "w"."release_id" = "k"."release_id" and "w"."reporter_id" <> "w"."ecosystem_id"
            where ${isOfPlaces(sql`"w"."place_key"`)} and ${isCounted(sql`"w"."reporter_id"`)}`;
}

/** The cells of organizations for a key `k`, by place. */
function cellsOfPlaces(releaseIds: readonly string[]): RawBuilder<unknown> {
  return sql`
            select "k"."ordinal", "k"."release_id", "t"."ecosystem_id", "t"."organization_id", ${placeKeyOf(sql`"t"."place"`)}, false,
              ${mayHaveFigure}, "t"."status" = 'NOT_APPLICABLE' and not "t"."suppressed"
            from "k" join ${cellsOfReleases(releaseIds)} as "t" on "t"."release_id" = "k"."release_id" and "t"."breakdown_id" = "k"."breakdown_id" and "t"."scope" = 'ORGANIZATION'
            where ${isOfPlaces(placeKeyOf(sql`"t"."place"`))} and ${isCounted(sql`"t"."organization_id"`)} and ${hasPartInSums(releaseIds)}`;
}
