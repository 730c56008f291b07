import type { Viewer } from '@collective-impact/sdk';
import { type RawBuilder, sql } from 'kysely';
import {
  type CellSums,
  everySum,
  hasPartInSums,
  isUnseen,
  joinNumerators,
  ratioMultiplier,
} from '../../release/index.ts';
import { placeKeyOf } from '../../shared/place-key.ts';
import { placeCodes } from './cell-sum-reader.ts';
import { isOfPlaces, placesOfKey } from './key-places.ts';
import type { MatchedRelease } from './matching.ts';

/** Sums of the matched reporters of one side of a comparison, with the numbers of reporters of all sides. */
export interface MatchedRow extends CellSums {
  /** Position of the comparison. */
  figure: number;
  /** Position of the side: even for the first period, odd for the second. */
  side: number;
  matched: number;
  joined: number;
  left: number;
  notApplicableInAny: number;
  notApplicableInOne: number;
  placesJoined: number;
  placesLeft: number;
  hasClosed: boolean;
}

/** The statuses of cells with a figure. A suppressed cell may have one. */
const isFigure = (alias: string) =>
  sql`(${sql.ref(`${alias}.suppressed`)} or ${sql.ref(`${alias}.status`)} in ('OBSERVED', 'ESTIMATED', 'PROVISIONAL'))`;

const isNotApplicable = sql`("t"."status" = 'NOT_APPLICABLE' and not "t"."suppressed")`;

/**
 * The sums of the cells of reporters and places that have a figure in every released period of every side. `keys` are the releases of the
 * sides, as JSON: those of a figure in two periods, and for a disparity those of the reference in the same two periods. A reporter
 * joined or left if that is so for one of the two figures. A reporter that the viewer cannot see, or that no total includes, is counted and not summed. So is one that
 * answered every period and some with `NOT_APPLICABLE`. A row without `releaseId` has numbers of reporters only.
 */
export function matchedSums(keys: readonly string[], viewer: Viewer): RawBuilder<MatchedRow> {
  const ofKeys = keys.flatMap((key) => (JSON.parse(key) as MatchedRelease[][]).flat());
  const releaseIds = [...new Set(ofKeys.map(({ releaseId }) => releaseId))];
  const isHidden = isUnseen(viewer, { id: sql`"t"."organization_id"`, releaseIds });
  const isClosed = sql`(${isHidden} or not ${hasPartInSums(releaseIds)})`;
  const sums = sql.join(everySum.map(({ name, of }) => sql`${of} as ${sql.ref(name)}`));
  return sql`with "k" as materialized (${releaseRows(keys)}),
    "c" as materialized (select * from (
      select "k"."figure", "k"."side", "k"."number", "k"."multiplier", "k"."period" as "of_period", "t".*, coalesce("t"."organization_id", "t"."ecosystem_id") as "reporter_id",
        ${matchedPlace} as "place_key", ${isClosed} as "closed", ${isNotApplicable} as "not_applicable", max("k"."number") over (partition by "k"."figure", "k"."side", "k"."period", coalesce("t"."organization_id", "t"."ecosystem_id")) as "newest"
      from "k" join "released_cell" as "t" on "t"."release_id" = "k"."release_id" and "t"."breakdown_id" = "k"."breakdown_id"
        and "t"."scope" = case when "k"."of_organizations" then 'ORGANIZATION' else 'ECOSYSTEM' end
      where ${isOfPlaces(placeKeyOf(sql`"t"."place"`))} and (${isFigure('t')} or ${isNotApplicable}) and ${isUsedPlace}
    ) as "c" where "c"."number" = "c"."newest"),
    "n" as (select "figure", "side", "ecosystem_id", count(distinct "period") as "periods" from "k" group by 1, 2, 3),
    "p" as (
      select "c"."figure", "c"."side", "c"."reporter_id", "c"."place_key", bool_or("c"."closed") as "closed",
        count(distinct "c"."of_period") filter (where not "c"."not_applicable") = "n"."periods" as "has_figures"
      from "c" join "n" on "n"."figure" = "c"."figure" and "n"."side" = "c"."side" and "n"."ecosystem_id" = "c"."ecosystem_id"
      group by 1, 2, 3, 4, "n"."periods" having count(distinct "c"."of_period") = "n"."periods"),
    "v" as (
      select "figure", "reporter_id", "place_key", "side" / 2 as "pair", bool_or("side" % 2 = 0) as "in_first", bool_or("side" % 2 = 1) as "in_second",
        bool_or("side" % 2 = 0 and "has_figures") as "before", bool_or("side" % 2 = 1 and "has_figures") as "after", bool_or("closed") as "closed" from "p" group by 1, 2, 3, 4),
    "m" as (
      select "v"."figure", "v"."reporter_id", "v"."place_key", bool_or("in_first" and "in_second" and "before" <> "after") as "in_one",
        bool_and("in_first" and "in_second") and count(*) = "n"."pairs" as "in_all", bool_and("before" and "after") and count(*) = "n"."pairs" as "matched", bool_or("closed") as "closed"
      from "v" join (select "figure", max("sides") / 2 as "pairs" from "k" group by 1) as "n" on "n"."figure" = "v"."figure" group by 1, 2, 3, "n"."pairs"),
    "w" as (
      select "figure", "reporter_id", bool_or("after") and not bool_or("in_first") as "joined", bool_or("before") and not bool_or("in_second") as "left",
        case when bool_or("in_first") then count(*) filter (where "after" and not "in_first") else 0 end as "places_joined",
        case when bool_or("in_second") then count(*) filter (where "before" and not "in_second") else 0 end as "places_left"
      from "v" group by 1, 2, "pair"),
    "q" as (
      select "w".*, "u"."in_one", "u"."in_all", "u"."matched", "u"."closed"
      from (select "figure", "reporter_id", bool_or("joined") as "joined", bool_or("left") as "left", max("places_joined") as "places_joined", max("places_left") as "places_left" from "w" group by 1, 2) as "w"
      join (select "figure", "reporter_id", bool_or("in_one") as "in_one", bool_or("in_all") as "in_all", bool_or("matched") as "matched", coalesce(bool_or("closed") filter (where "matched"), false) as "closed" from "m" group by 1, 2) as "u"
        on "u"."figure" = "w"."figure" and "u"."reporter_id" = "w"."reporter_id"),
    "s" as (
      select "t"."figure", "t"."side", "t"."release_id" as "releaseId", "t"."breakdown_id" as "breakdownId", "t"."scope", "t"."place" ->> 'scheme' as "placeScheme", ${placeCodes}, ${sums}
      from "c" as "t" join "m" on "m"."figure" = "t"."figure" and "m"."reporter_id" = "t"."reporter_id" and "m"."place_key" = "t"."place_key" and "m"."matched" and not "m"."closed" and not "t"."not_applicable"
      ${joinNumerators(sql`"t"."multiplier"`)}
      group by 1, 2, 3, 4, 5, 6)
    select "s".*, "q".* from (
      select "figure", count(*) filter (where "matched")::int as "matched", count(*) filter (where "joined")::int as "joined",
        count(*) filter (where "left")::int as "left", count(*) filter (where "in_all" and not "matched")::int as "notApplicableInAny",
        count(*) filter (where "in_one")::int as "notApplicableInOne", sum("places_joined")::int as "placesJoined", sum("places_left")::int as "placesLeft",
        bool_or("closed") as "hasClosed"
      from "q" group by 1) as "q" left join "s" on "s"."figure" = "q"."figure"`;
}

/**
 * The key of the place of a cell. A figure without a place is of the whole reporter, as are its figures by place if it has one of
 * those in another period.
 */
const matchedPlace = sql`case when bool_or("t"."place" is null) over (partition by "k"."figure", coalesce("t"."organization_id", "t"."ecosystem_id")) then '' else ${placeKeyOf(sql`"t"."place"`)} end`;

/** The releases of all comparisons as rows. */
function releaseRows(keys: readonly string[]): RawBuilder<unknown> {
  return sql`
      select ("n" - 1)::int as "figure", ("h" - 1)::int as "side", jsonb_array_length("u"."j") as "sides", "r"."id" as "release_id", "r"."ecosystem_id", "r"."period", ("e" ->> 'breakdownId')::int as "breakdown_id",
        ${placesOfKey} as "places", ("e" ->> 'number')::int as "number", ("e" ->> 'isOfOrganizations')::boolean as "of_organizations", ${ratioMultiplier} as "multiplier"
      from unnest(${keys}::jsonb[]) with ordinality as "u"("j", "n") cross join lateral jsonb_array_elements("u"."j") with ordinality as "x"("a", "h")
        cross join lateral jsonb_array_elements("x"."a") as "w"("e") join "release" as "r" on "r"."id" = ("e" ->> 'releaseId')::uuid
        join "indicator_version" as "v" on "v"."id" = "r"."indicator_version_id"`;
}

/** Over places, the figure of a reporter without a place is used instead of its figures by place. */
const isUsedPlace = sql`("t"."place" is null or "k"."places" is not null or not exists (
        select from "released_cell" as "z" where "z"."release_id" = "t"."release_id" and "z"."breakdown_id" = "t"."breakdown_id" and "z"."scope" = "t"."scope"
          and "z"."organization_id" is not distinct from "t"."organization_id" and "z"."place" is null and ${isFigure('z')}))`;
