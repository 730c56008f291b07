import { Migration } from '@mikro-orm/migrations';

const tables: [from: string, to: string][] = [
  ['funding_commitment', 'funding'],
  ['practice_uptake', 'practice_adoption'],
];

/** Names funding, the adoption of practices and the level of collaboration by the field's standard terms. */
export class FundingPracticeAdoption extends Migration {
  override up(): void {
    for (const [from, to] of tables) for (const statement of renameRecordTable(from, to)) this.addSql(statement);
    this.addSql(`alter table "practice_adoption" rename column "taken_up_on" to "adopted_on"`);
    this.addSql(`alter table "relationship_rating" rename column "level" to "collaboration_level"`);
    this.addSql(
      `alter table "relationship_rating" rename constraint "relationship_rating_level" to "relationship_rating_collaboration_level"`,
    );
    this.addSql(`alter table "funding" drop constraint "funding_status_check"`);
    this.addSql(`update "funding" set "status" = 'REQUESTED' where "status" = 'SOUGHT'`);
    this.addSql(
      `alter table "funding" add constraint "funding_status_check" check ("status" in ('REQUESTED', 'COMMITTED', 'RECEIVED', 'DECLINED'))`,
    );
  }
}

/** Renames a table of records, everything that carries its name, and the type of its records in the feed and the audit. */
function renameRecordTable(from: string, to: string): string[] {
  return [
    `alter table "${from}" rename to "${to}"`,
    renameEach({
      names: `select "conname" as "name" from "pg_constraint" where "conrelid" = '"${to}"'::regclass`,
      from,
      to,
      statement: `alter table "${to}" rename constraint %I to %I`,
    }),
    renameEach({
      names: `select "relname" as "name" from "pg_index" join "pg_class" on "oid" = "indexrelid" where "indrelid" = '"${to}"'::regclass`,
      from,
      to,
      statement: 'alter index %I rename to %I',
    }),
    renameEach({
      names: `select "tgname" as "name" from "pg_trigger" where "tgrelid" = '"${to}"'::regclass and not "tgisinternal"`,
      from,
      to,
      statement: `alter trigger %I on "${to}" rename to %I`,
    }),
    `update "change" set "record_type" = '${to}' where "record_type" = '${from}'`,
    'alter table "audit_entry" disable trigger "audit_entry_append_only"',
    `update "audit_entry" set "record_type" = '${to}' where "record_type" = '${from}'`,
    'alter table "audit_entry" enable trigger "audit_entry_append_only"',
  ];
}

/** Replaces the prefix of every name that a query returns. Names without the prefix are unchanged. */
function renameEach({
  names,
  from,
  to,
  statement,
}: {
  names: string;
  from: string;
  to: string;
  statement: string;
}): string {
  return `do $$
    declare "renamed" record;
    begin
      for "renamed" in select "name"::text from (${names}) as "named" where starts_with("name"::text, '${from}_') loop
        execute format('${statement}', "renamed"."name", '${to}' || substr("renamed"."name", ${from.length + 1}));
      end loop;
    end $$`;
}
