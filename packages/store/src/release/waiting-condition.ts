import { sql } from 'kysely';

/**
 * The condition that a release `l` does not show a verified report `t` of its version and period as it is now: it left it for
 * a later one, or the report was corrected or verified since. A correction says which release was in force when it was made,
 * so that it is of no consequence which clock was ahead.
 */
export const waitsForLaterRelease = sql<boolean>`(
      exists (select from "waiting_report" as "w" where "w"."release_id" = "l"."id" and "w"."report_id" = "t"."id")
      or exists (select from "report_correction" as "c" where "c"."release_id" = "l"."id" and "c"."report_id" = "t"."id")
      or not exists (
        select from "released_row" as "w"
        where "w"."release_id" = "l"."id" and "w"."reporter_id" = "t"."reporter_id" and "w"."place_key" = "t"."place_key"
      )
    )`;
