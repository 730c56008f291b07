import { Migration } from '@mikro-orm/migrations';
import { bulkRecordTriggers } from '../change/index.ts';

/**
 * Reports come by the hundred thousand: the feed and the audit are written for all that a statement makes at once, and not
 * one by one. What they hold is the same. Nothing looked for staged rows by their age.
 */
export class ManyReports extends Migration {
  override up(): void {
    this.addSql(`create function "records_created"() returns trigger language plpgsql as $$
    declare
      "width" constant text[] := array['RESTRICTED', 'MEMBERS', 'NETWORK', 'PUBLIC'];
    begin
      insert into "change" as "c" ("record_id", "record_type", "ecosystem_id", "operation", "transaction_id", "sequence", "widest_visibility", "changed_at")
      select "m"."id", tg_table_name, "m"."ecosystem_id", 'UPSERT', pg_current_xact_id(), nextval('change_sequence'), "m"."visibility", clock_timestamp()
      from "made" as "m"
      on conflict ("record_id") do update set
        "operation" = excluded."operation",
        "transaction_id" = excluded."transaction_id",
        "sequence" = excluded."sequence",
        "changed_at" = excluded."changed_at",
        "widest_visibility" = "width"[greatest(array_position("width", excluded."widest_visibility"), array_position("width", "c"."widest_visibility"))];
      insert into "audit_entry" ("ecosystem_id", "record_type", "record_id", "operation", "actor", "at", "after")
      select "m"."ecosystem_id", tg_table_name, "m"."id", 'INSERT', nullif(current_setting('ci.actor', true), ''), clock_timestamp(), to_jsonb("m")
      from "made" as "m";
      return null;
    end $$`);
    this.addSql('drop trigger "indicator_report_changed" on "indicator_report"');
    for (const trigger of bulkRecordTriggers('indicator_report')) this.addSql(trigger);
    this.addSql('drop index "staged_observation_by_age"');
  }
}
