import { Migration } from '@mikro-orm/migrations';

/**
 * Renames fields to standard terms. The dimensions of a crossing are `firstDimension` and `secondDimension`.
 *
 * Changing the type of a column rewrites its values without the triggers of records: no record gets a new version.
 */
export class StandardFieldNames extends Migration {
  override up(): void {
    this.addSql(
      `alter table "indicator_version" alter column "crossings" type jsonb
        using replace(replace("crossings"::text, '"first":', '"firstDimension":'), '"second":', '"secondDimension":')::jsonb`,
    );
    this.addSql(`alter table "release" rename column "waiting" to "held_reports"`);
    this.addSql(`alter table "release" rename column "unprotected" to "unprotected_totals"`);
    this.addSql(`alter table "released_sum" rename column "withheld" to "suppressed"`);
  }
}
