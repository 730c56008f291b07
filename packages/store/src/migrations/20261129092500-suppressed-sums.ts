import { Migration } from '@mikro-orm/migrations';

/** Renames the number of suppressed cells of each released sum to the standard term. */
export class SuppressedSums extends Migration {
  override up(): void {
    this.addSql(`alter table "released_sum" rename column "withheld" to "suppressed"`);
  }
}
