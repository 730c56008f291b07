import { sql } from 'kysely';
import { databaseErrorCode } from '../../shared/database/database-error.ts';
import type { Database } from '../../shared/database/index.ts';
import { ourSchema, ourSchemaName } from '../../shared/database/schema/our-schema.ts';
import { fine, problem, type Result, restoreBackup, warning } from './finding.ts';

interface Relation {
  name: string;
  /** The table of an index. Null for a table. */
  table: string | null;
  isBtree: boolean;
  /** The first column of a B-tree. Null for an expression. */
  column: string | null;
  /** The files that contain it: its own, and that of its long values. */
  files: string[];
}

/**
 * Reads every row of every table with all its values, and every index. The extension amcheck also compares indexes with their
 * tables, where it is installed. The server reads pages that it has in memory from there.
 */
export async function checkPages(database: Database): Promise<Result[]> {
  const kysely = database.kysely();
  const relations = await relationsOf(database);
  const schema = await ourSchemaName(kysely);
  const hasAmcheck = await exists(database, sql`select from pg_extension where "extname" = 'amcheck'`);
  const damaged = new Map<string, Result>();
  for (const relation of relations) {
    try {
      await read(database, { schema, relation, hasAmcheck });
    } catch (error) {
      if (databaseErrorCode(error) === undefined || !(error instanceof Error)) throw error;
      // A query of a table also reads its indexes, the other way around, and the catalog of the database.
      const found = relations.find(({ files }) => files.some((file) => namesFile(error, file)));
      const file = /\bbase\/\d+\/\d+\b/.exec(error.message)?.[0];
      if (found === undefined && file !== undefined) damaged.set(file, damagedCatalog(error));
      else if (!damaged.has((found ?? relation).name)) {
        damaged.set((found ?? relation).name, damage(found ?? relation, error));
      }
    }
  }
  const results = [...damaged.values()];
  const { rows } = await sql<{ checksums: string }>`select current_setting('data_checksums') as "checksums"`.execute(
    kysely,
  );
  if (rows[0]?.checksums !== 'on') {
    results.push(
      warning(
        'The server keeps no checksums of its pages, so damage inside of values is not found.',
        'Stop the server, and run "pg_checksums --enable".',
      ),
    );
  }
  if (database.engine === 'postgresql' && !hasAmcheck) {
    results.push(
      warning(
        'The extension amcheck is not installed, so indexes are read, but not compared with their tables.',
        'Run in the database as a superuser: create extension amcheck.',
      ),
    );
  }
  if (results.some(({ state }) => state === 'PROBLEM')) return results;
  const tables = relations.filter(({ table }) => table === null).length;
  return [fine(`${tables} tables and ${relations.length - tables} indexes can be read.`), ...results];
}

function namesFile(error: Error, file: string): boolean {
  return new RegExp(`\\b${file}\\b`).test(error.message);
}

function damagedCatalog(error: Error): Result {
  const [line] = error.message.split('\n');
  return problem(`The database's own catalog is damaged: ${line}.`, restoreBackup);
}

function damage({ name, table }: Relation, error: Error): Result {
  const [line] = error.message.split('\n');
  if (table === null) return problem(`The table ${name} is damaged: ${line}.`, restoreBackup);
  return problem(
    `The index ${name} of the table ${table} is damaged: ${line}.`,
    `If the table itself is not damaged, run in the database: reindex index "${name}".`,
  );
}

async function relationsOf(database: Database): Promise<Relation[]> {
  const { rows } = await sql<Relation>`
    select "c"."relname"::text as "name", "t"."relname"::text as "table", coalesce("m"."amname" = 'btree', false) as "isBtree", "a"."attname"::text as "column",
      array_remove(array[pg_relation_filepath("c"."oid"), pg_relation_filepath(nullif("c"."reltoastrelid", 0))], null) as "files"
    from pg_class as "c" left join pg_index as "i" on "i"."indexrelid" = "c"."oid" left join pg_class as "t" on "t"."oid" = "i"."indrelid"
      left join pg_am as "m" on "m"."oid" = "c"."relam" left join pg_attribute as "a" on "a"."attrelid" = "t"."oid" and "a"."attnum" = "i"."indkey"[0] and "a"."attnum" > 0
    where "c"."relnamespace" = ${ourSchema} and "c"."relkind" in ('r', 'i') order by "t"."relname" is not null, 1`.execute(
    database.kysely(),
  );
  return rows;
}

async function read(
  database: Database,
  { schema, relation, hasAmcheck }: { schema: string; relation: Relation; hasAmcheck: boolean },
): Promise<void> {
  const { name, table, isBtree, column } = relation;
  const kysely = database.kysely();
  if (table === null) {
    // The text of a row contains all its values, also those that are stored apart.
    await sql`select count(*), sum(length("t"::text)) from ${sql.id(schema, name)} as "t"`.execute(kysely);
    return;
  }
  if (hasAmcheck && isBtree) {
    await sql`select bt_index_check(${`"${name}"`}::regclass, true)`.execute(kysely).catch(withoutRight);
  }
  if (column === null) return;
  await kysely.transaction().execute(async (transaction) => {
    for (const way of ['enable_seqscan', 'enable_bitmapscan', 'enable_sort']) {
      await sql`select set_config(${way}, 'off', true)`.execute(transaction);
    }
    await sql`select count(*) from (select ${sql.ref(column)} from ${sql.id(schema, table)} order by ${sql.ref(column)} offset 0) as "t"`.execute(
      transaction,
    );
  });
}

/** The functions of amcheck are for superusers, unless others were granted them. */
function withoutRight(error: unknown): void {
  if (databaseErrorCode(error) !== '42501') throw error;
}

async function exists(database: Database, query: ReturnType<typeof sql>): Promise<boolean> {
  const { rows } = await sql<{ found: boolean }>`select exists (${query}) as "found"`.execute(database.kysely());
  return rows[0]?.found === true;
}
