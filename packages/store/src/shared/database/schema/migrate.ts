import { SetupError } from '@collective-impact/sdk';
import type { SqlEntityManager } from '@mikro-orm/sql';
import { sql } from 'kysely';
import type { KyselyOfAnySchema } from '../any-schema.ts';
import { migrationTable } from '../connect-database.ts';
import type { Database } from '../database.ts';
import { databaseErrorCode } from '../database-error.ts';
import { createViews, dropViews, searchTablesOnly } from './current-records.ts';
import { faultyViews } from './faulty-views.ts';
import { excludeUsers } from './schema-lock.ts';
import { grantServingAgain } from './serving-grants.ts';

/** `NEWER`: a later version of the program has migrated the database. */
export type SchemaStatus = 'EMPTY' | 'BEHIND' | 'CURRENT' | 'NEWER';

/** The key of the advisory lock. No other advisory lock in the same database uses it. */
const lockKey = 4_276_115_830;

/** Compares the schema of a database with the migrations that this program knows. Changes nothing. */
export async function schemaStatus(database: Database): Promise<SchemaStatus> {
  const applied = await appliedMigrations(database.kysely());
  const known = knownMigrations(database);
  if (applied.some((name) => !known.includes(name))) return 'NEWER';
  if (applied.length === 0 && known.length > 0) return 'EMPTY';
  return known.every((name) => applied.includes(name)) ? 'CURRENT' : 'BEHIND';
}

/**
 * Applies all missing migrations in one transaction, and creates missing views of current records. Concurrent programs wait for each other. Throws a {@link SetupError} if
 * the schema is newer than this program, cannot be changed by this user, or is still in use after `wait` milliseconds.
 */
export async function migrate(database: Database, options: { wait?: number } = {}): Promise<{ applied: string[] }> {
  const status = await schemaStatus(database);
  if (status === 'NEWER') throw new SetupError(await newer(database));
  if (status === 'CURRENT' && (await hasItsViews(database))) return { applied: [] };
  try {
    return { applied: await bringUp(database, options) };
  } catch (error) {
    const reason = await refusal(database, error);
    throw reason ? new SetupError(reason, { cause: error }) : error;
  }
}

async function hasItsViews(database: Database): Promise<boolean> {
  return (await faultyViews.execute(database.kysely())).rows.length === 0;
}

async function bringUp(database: Database, options: { wait?: number }): Promise<string[]> {
  return await migrating({ database, ...options }, async (migration) => {
    const applied = await migration.apply();
    if (database.engine === 'postgresql') await grantServingAgain(migration.kysely);
    return applied;
  });
}

/** A transaction in which no other program changes or backs up the database. */
export interface Migrating {
  readonly kysely: KyselyOfAnySchema;
  /** The names of the migrations that this program knows, oldest first. */
  readonly known: readonly string[];
  /** The names of the migrations that were applied before, in the order in which they were applied. */
  readonly applied: readonly string[];
  /** Applies those of `names` that are missing, or all missing ones. Returns their names. */
  apply(names?: readonly string[]): Promise<string[]>;
}

/**
 * Runs `work` in one transaction, while no other program uses, migrates, restores, or backs up the database. Waits for at most
 * `wait` milliseconds for programs that use it, then throws a {@link SetupError} that names them.
 */
export async function migrating<T>(
  { database, wait = 0 }: { database: Database; wait?: number },
  work: (migration: Migrating) => Promise<T>,
): Promise<T> {
  await whileNobodyMigrates(database, (em) => em.execute(createMigrationTable));
  const { migrator } = database.orm;
  // The migrator initializes on its own connection, so it must not do so while a transaction has the only one.
  await migrator.getExecuted();
  return await whileNobodyMigrates(database, async (em) => {
    const kysely = em.getKysely<unknown>();
    await excludeUsers(kysely, { wait });
    // A backup holds this table, so that it sees either the schema before or the one after.
    await em.execute(`lock table "${migrationTable}" in access exclusive mode`);
    return await work({
      kysely,
      known: knownMigrations(database),
      applied: await appliedMigrations(kysely),
      async apply(names) {
        const transaction = em.getTransactionContext();
        await em.execute(dropViews);
        const done = await migrator.up({ transaction, ...(names && { migrations: [...names] }) });
        await em.execute(createViews);
        return done.map(({ name }) => name);
      },
    });
  });
}

/** Runs `work` in one transaction, while no other program migrates. */
export function whileNobodyMigrates<T>(database: Database, work: (em: SqlEntityManager) => Promise<T>): Promise<T> {
  return database.orm.em.fork().transactional(async (em) => {
    await em.execute(
      `select set_config('statement_timeout', '0', true), set_config('lock_timeout', '0', true), set_config('idle_in_transaction_session_timeout', '0', true)`,
    );
    await em.execute(searchTablesOnly);
    await em.execute('select pg_advisory_xact_lock(?)', [lockKey]);
    return await work(em);
  });
}

/** Creates the table like the migrator, but safely if two programs do so at the same time. */
const createMigrationTable = `create table if not exists "${migrationTable}" ("id" serial primary key, "name" varchar(255) not null, "executed_at" timestamptz(6) not null default current_timestamp(6))`;

async function appliedMigrations(kysely: KyselyOfAnySchema): Promise<string[]> {
  const { rows: found } = await sql<{ exists: boolean }>`
    select to_regclass(${migrationTable}) is not null as "exists"`.execute(kysely);
  if (!found[0]?.exists) return [];
  const { rows } = await sql<{ name: string }>`
    select "name" from ${sql.table(migrationTable)} order by "id"`.execute(kysely);
  return rows.map((row) => row.name);
}

function knownMigrations(database: Database): string[] {
  return (database.orm.config.get('migrations').migrationsList ?? []).map((migration) => migration.name);
}

async function newer(database: Database): Promise<string> {
  const known = knownMigrations(database);
  const unknown = (await appliedMigrations(database.kysely())).filter((name) => !known.includes(name));
  return `The database has a newer schema than this program knows (${unknown.at(-1)}). Install the version that created it, or restore an earlier backup.`;
}

async function refusal(database: Database, error: unknown): Promise<string | undefined> {
  const code = databaseErrorCode(error);
  if (code !== '42501' && code !== '25006') return undefined;
  const { rows } = await sql<{ user: string; database: string; schema: string }>`
    select current_user::text as "user", current_database()::text as "database", coalesce(current_schema(), 'public')::text as "schema"`.execute(
    database.kysely(),
  );
  const { user, database: name, schema } = rows[0] ?? { user: '', database: '', schema: '' };
  if (code === '25006') return `The database "${name}" is read-only. Set DATABASE_URL to a server that accepts writes.`;
  if ((await schemaStatus(database)) !== 'EMPTY') {
    return `User "${user}" is not allowed to change the schema of the database "${name}". Run "collective-impact migrate" as the owner of the tables.`;
  }
  return `User "${user}" is not allowed to change the schema of the database "${name}". Make it the owner, or run in that database \`grant create on database "${name}" to "${user}"; grant create on schema ${schema} to "${user}"\`.`;
}
