import { Migration } from '@mikro-orm/migrations';

/** The settings of `access_of_principal`: each connection plans the statements once, with indexes. */
const planOnce = `stable set plan_cache_mode = force_generic_plan set enable_seqscan = off set enable_bitmapscan = off`;

const principal = `out "id" uuid, out "kind" text, out "name" text, out "is_operator" boolean`;
const access = `out "grants" jsonb, out "agreements" json`;

/** Adds the functions by which a sign-in finds a principal, and reads what it may do. Without a principal, all columns are null. */
export class SignIn extends Migration {
  override up(): void {
    this.addSql(`create function "principal_of_key"("key_hash" text, ${principal}, out "key_id" uuid, out "status" text, out "is_final" boolean, out "is_use_due" boolean, ${access}) language plpgsql ${planOnce} as $$
    begin
      select "p"."id", "p"."kind", "p"."name", "p"."is_operator", "k"."id",
          case when "k"."revoked_at" is not null or "p"."revoked_at" is not null then 'REVOKED' when "k"."expires_at" <= now() then 'EXPIRED' else 'ACTIVE' end,
          "k"."revoked_at" is not null or coalesce("k"."expires_at" <= now(), false),
          "k"."last_used_at" is null or "k"."last_used_at" < now() - interval '1 minute',
          "a"."grants", "a"."agreements"
        into "id", "kind", "name", "is_operator", "key_id", "status", "is_final", "is_use_due", "grants", "agreements"
        from "api_key" as "k" join "principal" as "p" on "p"."id" = "k"."principal_id", "access_of_principal"("p"."id") as "a"
        where "k"."hash" = "key_hash";
    end $$`);
    this.addSql(`create function "principal_of_identity"("of_issuer" text, "subjects" text[], ${principal}, out "is_revoked" boolean, out "is_name_old" boolean, ${access}) language plpgsql ${planOnce} as $$
    begin
      select "p"."id", "p"."kind", "p"."name", "p"."is_operator", "p"."revoked_at" is not null or "p"."subject" like 'erased:%',
          coalesce("p"."name_updated_at" < now() - interval '1 day', true), "a"."grants", "a"."agreements"
        into "id", "kind", "name", "is_operator", "is_revoked", "is_name_old", "grants", "agreements"
        from "principal" as "p", "access_of_principal"("p"."id") as "a"
        where "p"."issuer" = "of_issuer" and "p"."subject" = any("subjects");
    end $$`);
  }
}
