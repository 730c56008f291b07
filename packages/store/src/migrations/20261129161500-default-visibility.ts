import { Migration } from '@mikro-orm/migrations';

/** Adds the visibility of new records to ecosystems. It was MEMBERS for all of them. */
export class DefaultVisibility extends Migration {
  override up(): void {
    this.addSql(`alter table "ecosystem" add column "default_visibility" text not null default 'MEMBERS'`);
    this.addSql(
      `alter table "ecosystem" add constraint "ecosystem_default_visibility_check" check ("default_visibility" in ('PUBLIC', 'NETWORK', 'MEMBERS', 'RESTRICTED'))`,
    );
  }
}
