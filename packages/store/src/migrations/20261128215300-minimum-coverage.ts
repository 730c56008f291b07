import { Migration } from '@mikro-orm/migrations';

/** Adds the smallest coverage for which progress to a target has a verdict. Existing targets have none. */
export class MinimumCoverage extends Migration {
  override up(): void {
    this.addSql(`alter table "target" add "minimum_coverage" numeric null`);
  }
}
