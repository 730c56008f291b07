import { Migration } from '@mikro-orm/migrations';

/** Adds when and why a release was withdrawn. No existing release is. */
export class WithdrawnReleases extends Migration {
  override up(): void {
    this.addSql(`alter table "release" add "withdrawn_at" timestamptz null, add "withdrawal_reason" text null`);
    this.addSql(
      `alter table "release" add constraint "release_reason_if_withdrawn" check (withdrawn_at is not null or withdrawal_reason is null)`,
    );
  }
}
