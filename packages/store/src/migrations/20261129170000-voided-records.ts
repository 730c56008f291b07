import { Migration } from '@mikro-orm/migrations';
import { addVoidedColumn } from '../shared/database/schema/current-records.ts';

/** Adds the column to all tables of records, and to those of published figures, whose rows are withdrawn with their release. */
const addColumns = `do $$ declare "name" text; begin
  for "name" in select "c"."relname" from pg_class as "c" where "c"."relnamespace" = current_schema()::regnamespace and (
    "c"."relname" in ('released_cell', 'released_row', 'released_sum') or exists (
      select from pg_trigger as "t" join pg_proc as "p" on "p"."oid" = "t"."tgfoid" where "t"."tgrelid" = "c"."oid" and "p"."proname" = 'record_versioned')) loop
    execute format('${addVoidedColumn('%I')}', "name");
  end loop;
end $$`;

/** Unique indexes that allow one record in a state, such as one agenda in force. A voided record leaves its place to another one. */
const oneAtATime = [
  'common_agenda_one_in_force',
  'indicator_version_one_adopted',
  'network_membership_once',
  'backbone_appointment_one_lead',
  'backbone_appointment_serves_once',
  'adoption_open_once',
  'network_adoption_open_once',
  'practice_adoption_once',
  'practice_adoption_once_at_large',
];

/** Repeats a unique index without voided records. */
const exceptVoided = (
  index: string,
) => `do $$ declare "definition" text := pg_get_indexdef('"${index}"'::regclass); begin
  drop index "${index}";
  execute "definition" || ' and not "is_voided"';
end $$`;

/**
 * Lets records be voided and restored. A voided record keeps its row, its codes and its version, and is a deletion in the change
 * feed. The audit contains the reason.
 */
export class VoidedRecords extends Migration {
  override up(): void {
    this.addSql(addColumns);
    for (const index of oneAtATime) this.addSql(exceptVoided(index));
    this.addSql(
      `create table "voided_record" ("record_id" uuid not null, "record_type" text not null, "ecosystem_id" uuid not null, "voiding_id" uuid not null, "reason" text not null, "voided_at" timestamptz not null, "voided_by" text not null, primary key ("record_id"))`,
    );
    this.addSql(`create index "voided_record_by_time" on "voided_record" ("voided_at", "record_id")`);
    this.addSql(`create index "voided_record_by_voiding" on "voided_record" ("voiding_id")`);
    this.addSql('alter table "audit_entry" add "reason" text null');
    this.addSql('alter table "audit_entry" drop constraint "audit_entry_operation_check"');
    this.addSql(
      `alter table "audit_entry" add constraint "audit_entry_operation_check" check ("operation" in ('INSERT', 'UPDATE', 'DELETE', 'ERASE', 'VOID', 'RESTORE'))`,
    );
    // The content of a voided record does not change, so that it has the same version when it is restored.
    this.addSql(`create or replace function "record_versioned"() returns trigger language plpgsql as $$
    begin
      if new."is_voided" = old."is_voided" then
        new."version" := old."version" + 1;
        new."updated_at" := clock_timestamp();
      end if;
      new."created_at" := old."created_at";
      return new;
    end $$`);
    this.addSql(`create or replace function "record_changed"() returns trigger language plpgsql as $$
    declare
      "subject" record;
      "earlier" jsonb;
      "later" jsonb;
      "action" text := tg_op;
      "width" constant text[] := array['RESTRICTED', 'MEMBERS', 'NETWORK', 'PUBLIC'];
    begin
      if tg_op <> 'INSERT' then "earlier" := to_jsonb(old) - 'is_voided'; "subject" := old; end if;
      if tg_op <> 'DELETE' then "later" := to_jsonb(new) - 'is_voided'; "subject" := new; end if;
      if not array["subject"."ecosystem_id", coalesce(("earlier" ->> 'ecosystem_id')::uuid, "subject"."ecosystem_id")]
        <@ nullif(current_setting('ci.ecosystems', true), '')::uuid[] then
        raise exception 'This transaction may not write to the ecosystem of % %', tg_table_name, "subject"."id";
      end if;
      insert into "change" as "c" ("record_id", "record_type", "ecosystem_id", "operation", "transaction_id", "sequence", "widest_visibility", "changed_at")
      values ("subject"."id", tg_table_name, "subject"."ecosystem_id", case when tg_op = 'DELETE' or "subject"."is_voided" then 'DELETE' else 'UPSERT' end,
        pg_current_xact_id(), nextval('change_sequence'), "subject"."visibility", clock_timestamp())
      on conflict ("record_id") do update set
        "operation" = excluded."operation",
        "transaction_id" = excluded."transaction_id",
        "sequence" = excluded."sequence",
        "changed_at" = excluded."changed_at",
        "widest_visibility" = "width"[greatest(array_position("width", excluded."widest_visibility"), array_position("width", "c"."widest_visibility"))];
      if tg_op = 'UPDATE' then
        if old."is_voided" <> new."is_voided" then "action" := case when new."is_voided" then 'VOID' else 'RESTORE' end; end if;
        select jsonb_object_agg("key", "earlier" -> "key"), jsonb_object_agg("key", "value") into "earlier", "later"
        from jsonb_each("later") where "value" is distinct from "earlier" -> "key";
      end if;
      insert into "audit_entry" ("ecosystem_id", "record_type", "record_id", "operation", "actor", "address", "request_id", "at", "before", "after", "reason")
      values ("subject"."ecosystem_id", tg_table_name, "subject"."id", "action", nullif(current_setting('ci.actor', true), ''),
        nullif(current_setting('ci.address', true), ''), nullif(current_setting('ci.request_id', true), ''), clock_timestamp(), "earlier", "later",
        nullif(current_setting('ci.reason', true), ''));
      return null;
    end $$`);
    // Replacing a function resets these properties, by which a role without ownership can write the feed and the audit.
    this.addSql(
      `do $$ begin execute format('alter function %I.record_changed() security definer set search_path = %1$I, pg_temp', current_schema()); end $$`,
    );
  }
}
