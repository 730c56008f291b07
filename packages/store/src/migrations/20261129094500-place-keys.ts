import { Migration } from '@mikro-orm/migrations';

/** The key of a place, as it is from now on: its scheme and code as JSON. */
const keyOf = (place: string) =>
  `'[' || to_json(${place} ->> 'scheme')::text || ',' || to_json(${place} ->> 'code')::text || ']'`;

/**
 * Keys of places contain the scheme: before, a reporter could not report for two places with the same code of different schemes.
 * Rows of releases get the key of their report, or else of their cells. Rows with neither get the default scheme, `place`. No
 * record has a new version.
 */
export class PlaceKeys extends Migration {
  override up(): void {
    // A change of the type runs no triggers.
    this.addSql(
      `alter table "indicator_report" alter column "place_key" type text using case when "place" is null then '' else ${keyOf('"place"')} end`,
    );
    const report = `select ${keyOf('"r"."place"')} from "indicator_report" as "r" where "r"."id" = "w"."report_id" and "r"."place" is not null`;
    const cell = `select ${keyOf('"c"."place"')} from "released_cell" as "c" where "c"."release_id" = "w"."release_id"
      and coalesce("c"."organization_id", "c"."ecosystem_id") = "w"."reporter_id" and "c"."place" ->> 'code' = "w"."place_key" limit 1`;
    this.addSql(
      `update "released_row" as "w" set "place_key" = coalesce((${report}), (${cell}), '["place",' || to_json("w"."place_key")::text || ']') where "w"."place_key" <> ''`,
    );
    this.addSql(`alter table "release" disable trigger user`);
    this.addSql(
      `update "release" as "l" set "reporters" = (select jsonb_object_agg("p"."place_key", "p"."rows") from (
        select "w"."place_key", count(*) as "rows" from "released_row" as "w"
        where "w"."release_id" = "l"."id" and "w"."reporter_id" <> "l"."ecosystem_id" group by 1) as "p")
      where exists (select from "released_row" as "w" where "w"."release_id" = "l"."id" and "w"."place_key" <> '' and "w"."reporter_id" <> "l"."ecosystem_id")
        and "l"."reporters" is not null`,
    );
    this.addSql(`alter table "release" enable trigger user`);
  }
}
