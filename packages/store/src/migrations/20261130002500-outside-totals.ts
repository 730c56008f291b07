import { Migration } from '@mikro-orm/migrations';

/**
 * Stores which rows of a release its totals do not include, because not everyone who sees the release sees their organizations. In
 * releases made before, these are the rows of organizations without a part in its totals, if it has totals.
 */
export class OutsideTotals extends Migration {
  override up(): void {
    this.addSql(`alter table "released_row" add "outside_totals" boolean not null default false`);
    this.addSql(
      `update "released_row" as "w" set "outside_totals" = true from (
        select "release_id", "reporter_id" from (
          select "release_id", "reporter_id", bool_or("summed") as "has_part", bool_or(bool_or("summed")) over (partition by "release_id") as "has_totals",
            bool_or("reporter_id" <> "ecosystem_id") as "is_organization"
          from "released_row" group by 1, 2
        ) as "r" where "has_totals" and "is_organization" and not "has_part"
      ) as "e" where "e"."release_id" = "w"."release_id" and "e"."reporter_id" = "w"."reporter_id"
        and ("w"."place_key" = '' or not exists (select from "released_row" as "a"
          where "a"."release_id" = "w"."release_id" and "a"."reporter_id" = "w"."reporter_id" and "a"."place_key" = ''))
        and exists (select from "released_cell" as "c" where "c"."release_id" = "w"."release_id" and "c"."organization_id" = "w"."reporter_id"
          and ("c"."suppressed" or "c"."status" in ('OBSERVED', 'ESTIMATED', 'PROVISIONAL')))`,
    );
  }
}
