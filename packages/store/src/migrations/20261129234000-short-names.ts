import { Migration } from '@mikro-orm/migrations';

/**
 * Finds names of at most three characters where an erasure searches free text, and lets the reasons for which a record was voided and
 * restored be erased by themselves. The longer texts are found as before.
 */
export class ShortNames extends Migration {
  override up(): void {
    // Short texts are found as whole words, because they are parts of many words. Other scripts than Latin may have no spaces.
    this.addSql(`create function "mentions"("text" text, "name" text) returns boolean language sql immutable as $$
      select case
        when length("name") > 3 or "name" ~ '[^\\u0001-\\u024F]' then position(lower("name") in lower("text")) > 0
        when length("name") < 2 or "name" !~ '[^[:digit:][:punct:][:space:]]' then false
        else lower("text") ~ ('(^|[^[:alnum:]])' || regexp_replace(lower("name"), '([^[:alnum:]])', '\\\\\\1', 'g') || '($|[^[:alnum:]])')
      end $$`);
    // The texts that an erasure removes from a row.
    this.addSql(`create or replace function "erased_texts"("row" jsonb, "fields" jsonb) returns setof text language sql immutable as $$
      select "text" from jsonb_array_elements("fields") as "f"
      cross join lateral jsonb_array_elements_text(jsonb_build_array("f" -> 'column') || coalesce("f" -> 'former', '[]')) as "n"("name")
      cross join lateral (
        select "v" #>> '{}' as "text" from jsonb_path_query("row" -> "n"."name", '$[*]') as "v"
          where coalesce(jsonb_typeof("f" -> 'parts'), 'null') = 'null' and jsonb_typeof("v") = 'string'
        union all
        select "v" ->> "part" from jsonb_path_query("row" -> "n"."name", '$[*]') as "v"
          cross join jsonb_array_elements_text(case jsonb_typeof("f" -> 'parts') when 'array' then "f" -> 'parts' else '[]' end) as "part"
          where jsonb_typeof("v") = 'object'
      ) as "t"
      where to_jsonb("text") is distinct from "f" -> 'word' $$`);
    // As before, with these. Returns whether the reason contains a text that was erased: the caller then rolls back.
    this.addSql(`create or replace function "erase_personal_data"("subjects" jsonb, "principals" jsonb, "erasure" jsonb) returns boolean language plpgsql as $$
    declare
      "erasure_id" constant uuid := ("erasure" ->> 'id')::uuid;
      "by" constant text := nullif(current_setting('ci.actor', true), '');
      "writable" constant uuid[] := nullif(current_setting('ci.ecosystems', true), '')::uuid[];
      "subject" jsonb;
      "table_name" text;
      "subject_id" uuid;
      "of_ecosystem" uuid;
      "fields" jsonb;
      "unknown" text;
      "assignments" text;
      "old_row" jsonb;
      "old_texts" text[];
      "why" constant text := coalesce("erasure" ->> 'reason', '');
      "is_named" boolean := false;
      "all_reasons" boolean;
    begin
      if "by" is null then raise exception 'An erasure requires an actor'; end if;
      perform set_config('ci.erasing', 'on', true);
      for "subject" in select jsonb_array_elements("subjects") loop
        "table_name" := "subject" ->> 'table';
        "subject_id" := ("subject" ->> 'id')::uuid;
        "all_reasons" := ("subject" ->> 'whole')::boolean or coalesce(("subject" ->> 'voidings')::boolean, false);
        -- The audit contains earlier changes under the names that columns had then.
        select coalesce(jsonb_agg("f" || jsonb_build_object('former', coalesce((select jsonb_agg("n"."former") from (values
            ('backbone_appointment', 'judgments', 'judgements'), ('reinforcement', 'mechanism', 'how')
          ) as "n"("of", "column", "former") where "n"."of" = "table_name" and "n"."column" = "f" ->> 'column'), '[]'))), '[]') into "fields"
        from jsonb_array_elements("subject" -> 'fields') as "f";
        select "c"."ecosystem_id" into "of_ecosystem" from "change" as "c" where "c"."record_id" = "subject_id" and "c"."record_type" = "table_name";
        if not found then raise exception 'There is no % %', "table_name", "subject_id"; end if;
        if not "of_ecosystem" = any("writable") then
          raise exception 'This transaction may not write to the ecosystem of % %', "table_name", "subject_id";
        end if;
        -- Only text can be erased: no ids, dates and numbers, and no text that a constraint refers to, such as a status.
        select string_agg("f" ->> 'column', ', ') into "unknown" from jsonb_array_elements("fields") as "f"
        where not exists (select from pg_attribute as "a" where "a"."attrelid" = to_regclass(format('%I', "table_name"))
          and "a"."attname" = "f" ->> 'column' and "a"."attnum" > 0 and not "a"."attisdropped"
          and "a"."atttypid" in ('text'::regtype, 'jsonb'::regtype)
          and not exists (select from pg_constraint as "k" where "k"."conrelid" = "a"."attrelid" and "a"."attnum" = any("k"."conkey")
            and ("k"."contype" not in ('c', 'n') or "k"."contype" = 'c' and cardinality("k"."conkey") = 1)));
        if "unknown" is not null then raise exception 'These columns of % cannot be erased: %', "table_name", "unknown"; end if;

        execute format('select to_jsonb("t") from %I as "t" where "t"."id" = $1 for update', "table_name") into "old_row" using "subject_id";
        select array_agg(distinct "t") into "old_texts" from (
            select "old_row" as "row" union all
            select unnest(array["a"."before", "a"."after"]) from "audit_entry" as "a"
            where "a"."ecosystem_id" = "of_ecosystem" and "a"."record_id" = "subject_id" and "a"."operation" <> 'ERASE'
          ) as "r" cross join lateral erased_texts("r"."row", "fields") as "t";
        "is_named" := "is_named" or exists (select from unnest("old_texts") as "t" where mentions("why", "t"));

        if "old_row" is not null and ("subject" ->> 'whole')::boolean then
          execute format('delete from %I where "id" = $1', "table_name") using "subject_id";
          delete from "voided_record" where "record_id" = "subject_id";
        elsif "old_row" is not null and erased_row("old_row", "fields") is distinct from "old_row" then
          select string_agg(format(case when "a"."atttypid" = 'jsonb'::regtype then '%1$I = erased_value(%1$I, %2$L, %3$L)'
              else '%1$I = erased_value(to_jsonb(%1$I), %2$L, %3$L) #>> ''{}''' end, "f" ->> 'column', "f" ->> 'parts', "f" -> 'word'), ', ')
          into "assignments"
          from jsonb_array_elements("fields") as "f"
          join pg_attribute as "a" on "a"."attrelid" = to_regclass(format('%I', "table_name")) and "a"."attname" = "f" ->> 'column';
          execute format('update %I set %s where "id" = $1', "table_name", "assignments") using "subject_id";
        end if;

        -- A correction keeps the former notes of its report.
        if "table_name" = 'indicator_report' then
          update "report_correction" as "k" set "method_note" = "e"."row" ->> 'method_note', "source" = "e"."row" ->> 'source',
            "narrative" = "e"."row" ->> 'narrative', "reason" = case when ("subject" ->> 'corrections')::boolean then 'Erased' else "k"."reason" end
          from (select "r"."id", erased_row(to_jsonb("r"), "fields") as "row" from "report_correction" as "r" where "r"."report_id" = "subject_id") as "e"
          where "e"."id" = "k"."id";
        end if;
        -- After the change, because its trigger has recorded the former values.
        update "audit_entry" set "before" = erased_row("before", "fields"), "after" = erased_row("after", "fields")
        where "ecosystem_id" = "of_ecosystem" and "record_id" = "subject_id" and "operation" <> 'ERASE';
        -- The reasons for which the record was voided and restored.
        update "audit_entry" set "reason" = 'Erased' where "ecosystem_id" = "of_ecosystem" and "record_id" = "subject_id" and "reason" is not null
          and ("all_reasons" or exists (select from unnest("old_texts") as "t" where mentions("reason", "t")));
        if ("subject" ->> 'whole')::boolean then
          delete from "voided_record" where "record_id" = "subject_id";
        else
          update "voided_record" set "reason" = 'Erased'
          where "record_id" = "subject_id" and ("all_reasons" or exists (select from unnest("old_texts") as "t" where mentions("reason", "t")));
        end if;
        -- A hash of a request would confirm a guess of what it contained. A repeated request is then rejected, instead of executed again.
        update "idempotency" set "request_hash" = 'erased', "outcome_id" = null, "answer" = null
        where "outcome_id" = "subject_id" or position("subject_id"::text in "answer"::text) > 0 or position("subject" ->> 'typeId' in "answer"::text) > 0
          or exists (select from unnest("old_texts") as "t" where mentions("answer"::text, "t"));
        update "staged_observation" set "narrative" = null
        where exists (select from unnest("old_texts") as "t" where mentions("narrative", "t"));
        insert into "audit_entry" ("ecosystem_id", "record_type", "record_id", "operation", "actor", "address", "request_id", "at", "after")
        select "of_ecosystem", "table_name", "subject_id", 'ERASE', "by", nullif(current_setting('ci.address', true), ''),
          nullif(current_setting('ci.request_id', true), ''), clock_timestamp(), "erasure" || jsonb_build_object('fields', "subject" -> 'names')
        where not exists (select from "audit_entry" as "a" where "a"."ecosystem_id" = "of_ecosystem" and "a"."record_id" = "subject_id"
          and "a"."operation" = 'ERASE' and ("a"."after" ->> 'id')::uuid = "erasure_id");
      end loop;

      for "subject" in select jsonb_array_elements("principals") loop
        "subject_id" := ("subject" ->> 'id')::uuid;
        if "writable" is not null and exists (select from "access_grant" as "g" where "g"."principal_id" = "subject_id"
            and ("g"."revoked_at" is null or not "g"."ecosystem_id" = any("writable"))) then
          raise exception 'This transaction may not erase the principal %', "subject_id";
        end if;
        "is_named" := "is_named" or exists (select from "principal" as "p" where "p"."id" = "subject_id" and mentions("why", "p"."name"));
        update "principal" set "name" = 'Erased person' where "id" = "subject_id";
        -- A person who is erased can no longer sign in, and does not get a new principal.
        perform erase_identity("subject_id", "by") from "principal" as "p" where "p"."id" = "subject_id" and "p"."subject" is not null;
        update "api_key" set "revoked_at" = now(), "revoked_by" = "by" where "principal_id" = "subject_id" and "revoked_at" is null;
        update "audit_entry" set "address" = null where "actor" = "subject" ->> 'actor' and "address" is not null;
        update "idempotency" set "request_hash" = 'erased', "outcome_id" = null, "answer" = null where "principal" = "subject" ->> 'actor';
        insert into "audit_entry" ("ecosystem_id", "record_type", "record_id", "operation", "actor", "address", "request_id", "at", "after")
        select distinct "g"."ecosystem_id", 'principal', "subject_id", 'ERASE', "by", nullif(current_setting('ci.address', true), ''),
          nullif(current_setting('ci.request_id', true), ''), now(), "erasure" || '{"fields": ["name"]}'
        from "access_grant" as "g" where "g"."principal_id" = "subject_id" and not exists (select from "audit_entry" as "a"
          where "a"."ecosystem_id" = "g"."ecosystem_id" and "a"."record_id" = "subject_id" and "a"."operation" = 'ERASE' and ("a"."after" ->> 'id')::uuid = "erasure_id");
      end loop;
      perform set_config('ci.erasing', '', true);
      return "is_named";
    end $$`);
    // A replaced function has no settings any more. Its owner and who may run it remain.
    this.addSql(
      `do $$ begin execute format('alter function %I.erase_personal_data(jsonb, jsonb, jsonb) security definer set search_path = %1$I, pg_temp set jit = off', current_schema()); end $$`,
    );
  }
}
