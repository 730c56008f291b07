/**
 * Statements that rename a table of records, every constraint, index and trigger that carries its name, and the type of its
 * records in the change feed and the audit.
 */
export function renameRecordTable(from: string, to: string): string[] {
  const rename = { from, to };
  return [
    `alter table "${from}" rename to "${to}"`,
    renameEach({
      ...rename,
      names: `select "conname" as "name" from "pg_constraint" where "conrelid" = '"${to}"'::regclass`,
      statement: `alter table "${to}" rename constraint %I to %I`,
    }),
    renameEach({
      ...rename,
      names: `select "relname" as "name" from "pg_index" join "pg_class" on "oid" = "indexrelid" where "indrelid" = '"${to}"'::regclass`,
      statement: 'alter index %I rename to %I',
    }),
    renameEach({
      ...rename,
      names: `select "tgname" as "name" from "pg_trigger" where "tgrelid" = '"${to}"'::regclass and not "tgisinternal"`,
      statement: `alter trigger %I on "${to}" rename to %I`,
    }),
    `update "change" set "record_type" = '${to}' where "record_type" = '${from}'`,
    'alter table "audit_entry" disable trigger "audit_entry_append_only"',
    `update "audit_entry" set "record_type" = '${to}' where "record_type" = '${from}'`,
    'alter table "audit_entry" enable trigger "audit_entry_append_only"',
  ];
}

/** Replaces the prefix of every name that a query returns. Names without the prefix stay. */
function renameEach(options: { names: string; from: string; to: string; statement: string }): string {
  const { names, from, to, statement } = options;
  return `do $$
    declare "renamed" record;
    begin
      for "renamed" in select "name"::text from (${names}) as "named" where starts_with("name"::text, '${from}_') loop
        execute format('${statement}', "renamed"."name", '${to}' || substr("renamed"."name", ${from.length + 1}));
      end loop;
    end $$`;
}
