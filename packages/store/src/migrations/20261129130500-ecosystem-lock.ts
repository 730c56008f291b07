import { Migration } from '@mikro-orm/migrations';

/**
 * Adds a second lock on ecosystems, and the origin of a request to the audit log. A transaction of a principal states the ecosystems
 * that it may write as `ci.ecosystems`, and the triggers of records reject every other. Other transactions state nothing: the condition is then null.
 */
export class EcosystemLock extends Migration {
  override up(): void {
    this.addSql('alter table "audit_entry" add "address" text null, add "request_id" text null');
    this.addSql(`create or replace function "record_changed"() returns trigger language plpgsql as $$
    declare
      "subject" record;
      "earlier" jsonb;
      "later" jsonb;
      "width" constant text[] := array['RESTRICTED', 'MEMBERS', 'NETWORK', 'PUBLIC'];
    begin
      if tg_op <> 'INSERT' then "earlier" := to_jsonb(old); "subject" := old; end if;
      if tg_op <> 'DELETE' then "later" := to_jsonb(new); "subject" := new; end if;
      if not array["subject"."ecosystem_id", coalesce(("earlier" ->> 'ecosystem_id')::uuid, "subject"."ecosystem_id")]
        <@ nullif(current_setting('ci.ecosystems', true), '')::uuid[] then
        raise exception 'This transaction may not write to the ecosystem of % %', tg_table_name, "subject"."id";
      end if;
      insert into "change" as "c" ("record_id", "record_type", "ecosystem_id", "operation", "transaction_id", "sequence", "widest_visibility", "changed_at")
      values ("subject"."id", tg_table_name, "subject"."ecosystem_id", case tg_op when 'DELETE' then 'DELETE' else 'UPSERT' end,
        pg_current_xact_id(), nextval('change_sequence'), "subject"."visibility", clock_timestamp())
      on conflict ("record_id") do update set
        "operation" = excluded."operation",
        "transaction_id" = excluded."transaction_id",
        "sequence" = excluded."sequence",
        "changed_at" = excluded."changed_at",
        "widest_visibility" = "width"[greatest(array_position("width", excluded."widest_visibility"), array_position("width", "c"."widest_visibility"))];
      if tg_op = 'UPDATE' then
        select jsonb_object_agg("key", "earlier" -> "key"), jsonb_object_agg("key", "value") into "earlier", "later"
        from jsonb_each("later") where "value" is distinct from "earlier" -> "key";
      end if;
      insert into "audit_entry" ("ecosystem_id", "record_type", "record_id", "operation", "actor", "address", "request_id", "at", "before", "after")
      values ("subject"."ecosystem_id", tg_table_name, "subject"."id", tg_op, nullif(current_setting('ci.actor', true), ''),
        nullif(current_setting('ci.address', true), ''), nullif(current_setting('ci.request_id', true), ''), clock_timestamp(), "earlier", "later");
      return null;
    end $$`);
    this.addSql(`create or replace function "records_created"() returns trigger language plpgsql as $$
    declare
      "width" constant text[] := array['RESTRICTED', 'MEMBERS', 'NETWORK', 'PUBLIC'];
    begin
      if exists (select from "made" as "m" where not "m"."ecosystem_id" = any(nullif(current_setting('ci.ecosystems', true), '')::uuid[])) then
        raise exception 'This transaction may not write to the ecosystem of a new %', tg_table_name;
      end if;
      insert into "change" as "c" ("record_id", "record_type", "ecosystem_id", "operation", "transaction_id", "sequence", "widest_visibility", "changed_at")
      select "m"."id", tg_table_name, "m"."ecosystem_id", 'UPSERT', pg_current_xact_id(), nextval('change_sequence'), "m"."visibility", clock_timestamp()
      from "made" as "m"
      on conflict ("record_id") do update set
        "operation" = excluded."operation",
        "transaction_id" = excluded."transaction_id",
        "sequence" = excluded."sequence",
        "changed_at" = excluded."changed_at",
        "widest_visibility" = "width"[greatest(array_position("width", excluded."widest_visibility"), array_position("width", "c"."widest_visibility"))];
      insert into "audit_entry" ("ecosystem_id", "record_type", "record_id", "operation", "actor", "address", "request_id", "at", "after")
      select "m"."ecosystem_id", tg_table_name, "m"."id", 'INSERT', nullif(current_setting('ci.actor', true), ''),
        nullif(current_setting('ci.address', true), ''), nullif(current_setting('ci.request_id', true), ''), clock_timestamp(), to_jsonb("m")
      from "made" as "m";
      return null;
    end $$`);
    // Replacing a function resets these properties, by which a role without ownership can write the feed and the audit.
    for (const name of ['record_changed', 'records_created']) {
      this.addSql(
        `do $$ begin execute format('alter function %I.${name}() security definer set search_path = %1$I, pg_temp', current_schema()); end $$`,
      );
    }
  }
}
