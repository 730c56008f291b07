import { Migration } from '@mikro-orm/migrations';

/**
 * Adds the identity by which a person signs in with OpenID Connect, and lets an operator bar a principal from signing in. The
 * function replaces the identity of an erased person by a hash, by which it is still barred.
 */
export class Identities extends Migration {
  override up(): void {
    this.addSql(
      `alter table "principal" add column "issuer" text null, add column "subject" text null, add column "name_updated_at" timestamptz null, add column "revoked_at" timestamptz null, add column "revoked_by" text null`,
    );
    this.addSql(`alter table "principal" add constraint "principal_identity_unique" unique ("issuer", "subject")`);
    this.addSql(
      `create function "erase_identity"("person" uuid, "actor" text) returns void language sql as $$ update "principal" set "subject" = case when "subject" like 'erased:%' then "subject" else 'erased:' || encode(sha256(convert_to("issuer" || chr(10) || "subject", 'UTF8')), 'hex') end, "revoked_at" = coalesce("revoked_at", now()), "revoked_by" = coalesce("revoked_by", "actor") where "id" = "person" $$`,
    );
  }
}
