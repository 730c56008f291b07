import { Migration } from '@mikro-orm/migrations';

/**
 * Renames the dimensions of a crossing, and the counts of held reports and unprotected totals of a release.
 *
 * Changing the type of `crossings` rewrites its values without the triggers of records: no record gets a new version.
 */
export class StandardFieldNames extends Migration {
  override up(): void {
    this.addSql(
      `alter table "indicator_version" alter column "crossings" type jsonb
        using replace(replace("crossings"::text, '"first":', '"firstDimension":'), '"second":', '"secondDimension":')::jsonb`,
    );
    this.addSql(`alter table "release" rename column "waiting" to "held_reports"`);
    this.addSql(`alter table "release" rename column "unprotected" to "unprotected_totals"`);
  }
}
