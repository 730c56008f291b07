import { Migration } from '@mikro-orm/migrations';

/** Adds the pairs of dimensions whose crossing is published. Existing versions publish none. */
export class Crossings extends Migration {
  override up(): void {
    this.addSql(`alter table "indicator_version" add "crossings" jsonb not null default '[]'`);
    this.addSql(`alter table "indicator_version" alter column "crossings" drop default`);
  }
}
