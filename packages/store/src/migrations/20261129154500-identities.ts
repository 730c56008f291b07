import { Migration } from '@mikro-orm/migrations';

/** Adds the identity by which a person signs in with OpenID Connect, and lets an operator bar a principal from signing in. */
export class Identities extends Migration {
  override up(): void {
    this.addSql(
      `alter table "principal" add column "issuer" text null, add column "subject" text null, add column "name_updated_at" timestamptz null, add column "revoked_at" timestamptz null, add column "revoked_by" text null`,
    );
    this.addSql(`alter table "principal" add constraint "principal_identity_unique" unique ("issuer", "subject")`);
  }
}
