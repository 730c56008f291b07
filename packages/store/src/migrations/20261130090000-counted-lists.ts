import { Migration } from '@mikro-orm/migrations';

/** Lists of these tables are counted without a read of their rows. */
export class CountedLists extends Migration {
  override up(): void {
    for (const table of ['organization', 'indicator', 'activity']) {
      this.addSql(
        `create index "${table}_by_visibility" on "${table}" ("ecosystem_id", "visibility") where not is_voided`,
      );
    }
  }
}
