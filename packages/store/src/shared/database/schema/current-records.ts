/*
 * Voided records stay in their tables, and no statement of this program should see them unless it asks for them. The tables of
 * records therefore have views of the same names in a schema of their own, which connections search first. A statement that names
 * `goal` reads and writes the goals that are not voided; `goal_with_voided` has all of them.
 *
 * Migrations, backups and checks work on the tables: they restore the search path of the server for their transaction.
 */

/** The suffix of the views that include voided records. */
export const withVoided = (table: string): string => `${table}_with_voided`;

/** The views of tables that include voided records, for the query builder. */
export type WithVoided<Tables> = {
  [Table in keyof Tables & string as `${Table}_with_voided`]: Tables[Table] & { is_voided: boolean };
};

/** The schema of the views, beside the schema of the tables. */
const viewSchema = `coalesce(current_schema(), 'public') || '_current'`;

/** Prepares a new connection: unqualified names then refer to the views, where there are any. */
export const searchViewsFirst = `select set_config('ci.tables_path', pg_catalog.current_setting('search_path'), false),
  set_config('search_path', concat_ws(', ', quote_ident(${viewSchema}), nullif(pg_catalog.current_setting('search_path'), '')), false)`;

/** Lets unqualified names refer to the tables until the transaction ends. */
export const searchTablesOnly = `select set_config('search_path', current_setting('ci.tables_path'), true)`;

/** Removes the views, which depend on the columns of the tables. Runs before migrations, on the path of the tables. */
export const dropViews = `do $$ declare "view" regclass; begin
  for "view" in select "c"."oid"::regclass from pg_class as "c" join pg_namespace as "n" on "n"."oid" = "c"."relnamespace"
    where "n"."nspname" = ${viewSchema} and "c"."relkind" = 'v' loop
    execute format('drop view %s', "view");
  end loop;
end $$`;

/**
 * Creates the views of all tables that have the column. They use the rights of the caller, so that they open nothing. Runs after
 * migrations, on the path of the tables.
 */
export const createViews = `do $$ declare
  "tables" constant text := current_schema();
  "views" constant text := ${viewSchema};
  "name" text;
begin
  for "name" in select "c"."relname" from pg_class as "c" join pg_attribute as "a" on "a"."attrelid" = "c"."oid"
    where "c"."relnamespace" = to_regnamespace(quote_ident("tables")) and "c"."relkind" = 'r' and "a"."attname" = 'is_voided' and not "a"."attisdropped" loop
    if to_regnamespace(quote_ident("views")) is null then execute format('create schema %I', "views"); end if;
    execute format('create view %I.%I with (security_invoker) as select * from %I.%I where not "is_voided"', "views", "name", "tables", "name");
    execute format('create view %I.%I with (security_invoker) as select * from %I.%I', "views", "name" || '_with_voided', "tables", "name");
  end loop;
end $$`;

/**
 * The statement that adds the column by which the views exclude rows. Every migration that adds a kind of record runs it. Entities
 * do not have the column, so that no list or comparison contains it.
 */
export function addVoidedColumn(table: string): string {
  return `alter table ${table} add "is_voided" boolean not null default false`;
}
