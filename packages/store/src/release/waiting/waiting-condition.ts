import { sql } from 'kysely';

/**
 * The condition that a release `l` does not contain the current state of a verified report `t` of its version and period:
 * the release held the report, or the report was corrected or verified after the release. A correction refers to the release
 * that was current at the time, so that the comparison does not depend on clocks.
 */
export const waitsForLaterRelease = sql<boolean>`(
      exists (select from "waiting_report" as "w" where "w"."release_id" = "l"."id" and "w"."report_id" = "t"."id")
      or exists (select from "report_correction" as "c" where "c"."release_id" = "l"."id" and "c"."report_id" = "t"."id")
      or not exists (
        select from "released_row_with_voided" as "w"
        where "w"."release_id" = "l"."id" and "w"."reporter_id" = "t"."reporter_id" and "w"."place_key" = "t"."place_key"
      )
    )`;
