import { sql } from 'kysely';
import type { KyselyOfAnySchema } from '../any-schema.ts';
import { ourSchema } from './our-schema.ts';

/** Tables that a serving role reads and does not change: triggers write them, or only migrations do. */
const readOnly = ['audit_entry', 'change', 'feed_epoch', 'schema_migration'];

/** The sequences of these tables. */
const readOnlySequences = ['audit_entry_id_seq', 'change_sequence', 'schema_migration_id_seq'];

/** The function that only serving roles and the owner may run. It checks what it erases. */
const erasure = '"erase_personal_data"(jsonb, jsonb, jsonb)';

/** The table by which serving roles are recognized: only they are granted to insert into it. */
const mark = 'idempotency';

/** Repeats the grants of all serving roles, for tables that migrations have created. */
export async function grantServingAgain(kysely: KyselyOfAnySchema): Promise<void> {
  for (const role of await servingRoles(kysely)) await grantTo(kysely, role);
}

/** The roles that may serve, without the owner. */
export async function servingRoles(kysely: KyselyOfAnySchema): Promise<string[]> {
  const { rows } = await sql<{ role: string }>`
    select "r"."rolname"::text as "role"
    from pg_class as "c" cross join aclexplode("c"."relacl") as "a" join pg_roles as "r" on "r"."oid" = "a"."grantee"
    where "c"."relnamespace" = ${ourSchema} and "c"."relname" = ${mark} and "a"."privilege_type" = 'INSERT' and "r"."oid" <> "c"."relowner"
    order by 1`.execute(kysely);
  return rows.map(({ role }) => role);
}

interface Relations {
  database: string;
  schema: string;
  tables: string[];
  sequences: string[];
  /** Whether the schema has the function that erases. Earlier versions do not. */
  erases: boolean;
  /** The schema of the views without voided records, quoted. Earlier versions have none. */
  views: string | null;
}

/** Grants a role what serving needs, and revokes its other rights on the tables. */
export async function grantTo(kysely: KyselyOfAnySchema, role: string): Promise<void> {
  const { rows } = await sql<Relations>`
    select to_regprocedure(${erasure}) is not null as "erases", current_database()::text as "database", "n"."nspname"::text as "schema",
      array_agg("c"."relname"::text) filter (where "c"."relkind" in ('r', 'p')) as "tables",
      coalesce(array_agg("c"."relname"::text) filter (where "c"."relkind" = 'S'), '{}') as "sequences",
      to_regnamespace(quote_ident("n"."nspname" || '_current'))::text as "views"
    from pg_class as "c" join pg_namespace as "n" on "n"."oid" = "c"."relnamespace"
    where "n"."oid" = ${ourSchema} and pg_has_role("c"."relowner", 'member')
    group by "n"."nspname"`.execute(kysely);
  const [names] = rows;
  if (!names) throw new Error('The tables do not exist.');
  const { erases, database, schema, tables, sequences, views } = names;
  const to = sql.id(role);
  const all = (relations: string[]) => sql.join(relations.map((name) => sql.table(name)));
  const writable = tables.filter((name) => !readOnly.includes(name));
  const written = sequences.filter((name) => !readOnlySequences.includes(name));
  await sql`grant connect, temporary on database ${sql.id(database)} to ${to}`.execute(kysely);
  await sql`grant usage on schema ${sql.id(schema)} to ${to}`.execute(kysely);
  await sql`revoke all on ${all(tables)} from ${to}`.execute(kysely);
  await sql`grant select on ${all(tables)} to ${to}`.execute(kysely);
  await sql`grant insert, update, delete on ${all(writable)} to ${to}`.execute(kysely);
  await sql`revoke all on sequence ${all(sequences)} from ${to}`.execute(kysely);
  await sql`grant select on sequence ${all(sequences)} to ${to}`.execute(kysely);
  await sql`grant usage on sequence ${all(written)} to ${to}`.execute(kysely);
  if (erases) await sql`grant execute on function ${sql.raw(erasure)} to ${to}`.execute(kysely);
  if (views === null) return;
  // The views check the rights on the tables, too.
  await sql`grant usage on schema ${sql.raw(views)} to ${to}`.execute(kysely);
  await sql`grant select, insert, update, delete on all tables in schema ${sql.raw(views)} to ${to}`.execute(kysely);
}
