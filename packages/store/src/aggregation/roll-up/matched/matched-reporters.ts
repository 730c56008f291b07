import { type RawBuilder, sql } from 'kysely';

/** The reporters and places of cells `c` that answered for each period of a side, and whether each answer is a figure. */
export const answeredSides: RawBuilder<unknown> = sql`
      select "figure", "side", "pairs", "reporter_id", "place_key", bool_or("closed") as "closed",
        count(distinct "of_period") filter (where not "not_applicable") = "periods" as "has_figures"
      from "c" group by "figure", "side", "pairs", "reporter_id", "place_key", "periods" having count(distinct "of_period") = "periods"`;

/**
 * The answers of `answered_side` for a figure in two periods. A pair is an even side, the first period, and the odd side after it, the
 * second. `in_first` and `in_second` state whether the reporter answered, `before` and `after` whether it has figures.
 */
export const answeredPairs: RawBuilder<unknown> = sql`
      select "figure", "pairs", "reporter_id", "place_key", "side" / 2 as "pair", bool_or("closed") as "closed",
        bool_or("side" % 2 = 0) as "in_first", bool_or("side" % 2 = 1) as "in_second",
        bool_or("side" % 2 = 0 and "has_figures") as "before", bool_or("side" % 2 = 1 and "has_figures") as "after"
      from "answered_side" group by "figure", "pairs", "reporter_id", "place_key", "side" / 2`;

/** The places of reporters: whether each of `answered_pair` has figures in both periods, or an answer. */
export const matchedPlaces: RawBuilder<unknown> = sql`
      select "figure", "reporter_id", "place_key", bool_or("closed") as "closed",
        bool_and("before" and "after") and count(*) = "pairs" as "matched",
        bool_and("in_first" and "in_second") and count(*) = "pairs" as "in_all",
        bool_or("in_first" and "in_second" and "before" <> "after") as "in_one"
      from "answered_pair" group by "figure", "pairs", "reporter_id", "place_key"`;

/** Numbers of the reporters of each comparison whose `matched_place` has figures or answers. */
export const countsOfMatched: RawBuilder<unknown> = sql`
      select "figure", count(*) filter (where "matched")::int as "matched", count(*) filter (where "in_all" and not "matched")::int as "notApplicableInAny",
        count(*) filter (where "in_one")::int as "notApplicableInOne", coalesce(bool_or("closed"), false) as "hasClosed"
      from (
        select "figure", bool_or("matched") as "matched", bool_or("in_all") as "in_all", bool_or("in_one") as "in_one", bool_or("closed") filter (where "matched") as "closed"
        from "matched_place" group by "figure", "reporter_id"
      ) as "reporter" group by "figure"`;

/** Numbers of the reporters of each comparison that joined or left in one `answered_pair`, and of such places of other reporters. */
export const countsOfChanged: RawBuilder<unknown> = sql`
      select "figure", count(*) filter (where "joined")::int as "joined", count(*) filter (where "left")::int as "left",
        sum("places_joined")::int as "placesJoined", sum("places_left")::int as "placesLeft"
      from (
        select "figure", "reporter_id", bool_or("joined") as "joined", bool_or("left") as "left", max("places_joined") as "places_joined", max("places_left") as "places_left"
        from (
          select "figure", "reporter_id", bool_or("after") and not bool_or("in_first") as "joined", bool_or("before") and not bool_or("in_second") as "left",
            case when bool_or("in_first") then count(*) filter (where "after" and not "in_first") else 0 end as "places_joined",
            case when bool_or("in_second") then count(*) filter (where "before" and not "in_second") else 0 end as "places_left"
          from "answered_pair" group by "figure", "reporter_id", "pair"
        ) as "of_pair" group by "figure", "reporter_id"
      ) as "reporter" group by "figure"`;
