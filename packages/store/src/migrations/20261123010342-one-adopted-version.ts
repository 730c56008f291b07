import { Migration } from '@mikro-orm/migrations';

/**
 * An indicator has one adopted version at most, also where two are adopted at once. Of several that were adopted before,
 * the latest stays, which was the one that readers answered.
 */
export class OneAdoptedVersion extends Migration {
  override up(): void {
    this.addSql(
      `update "indicator_version" as "v" set "status" = 'RETIRED' where "v"."status" = 'ADOPTED' and exists (
        select from "indicator_version" as "n"
        where "n"."indicator_id" = "v"."indicator_id" and "n"."status" = 'ADOPTED' and "n"."number" > "v"."number")`,
    );
    this.addSql(
      `create unique index "indicator_version_one_adopted" on "indicator_version" ("indicator_id") where status = 'ADOPTED'`,
    );
  }
}
