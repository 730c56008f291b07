import { hostname } from 'node:os';
import { SetupError } from '@collective-impact/sdk';
import {
  type ConnectOptions,
  type Database,
  knownMigrations,
  migrate,
  openDatabase,
  requireOtherFolder,
  requireServingRole,
  schemaStatus,
  useSchema,
} from '@collective-impact/store';
import { preparedDatabase } from './prepared/index.ts';
import { databaseUrl } from './settings.ts';

/** How a command opens the database. */
export interface OpenOptions {
  /** A new embedded database starts with the examples. */
  examples?: boolean | undefined;
  /** Limits of the connections; by default, those of the store. */
  connect?: ConnectOptions;
}

/**
 * Opens the database of `DATABASE_URL`, runs `work`, and closes it. If `work` fails because another process
 * took the embedded folder over, that is the error.
 */
export async function withOpenDatabase<T>(
  work: (database: Database) => Promise<T>,
  { examples = false, connect }: OpenOptions = {},
): Promise<T> {
  return await using(() => openDatabase(databaseUrl(), { ...connect, dump: preparedDatabase({ examples }) }), work);
}

async function using<T>(open: () => Promise<Database>, work: (database: Database) => Promise<T>): Promise<T> {
  const database = await open();
  try {
    return await work(database);
  } catch (error) {
    throw (await Promise.race([database.lost, undefined])) ?? error;
  } finally {
    await database.close();
  }
}

/**
 * Opens the database of `DATABASE_URL`, updates its schema, runs `work` while no other program can change the schema, and closes
 * it.
 */
export async function withDatabase<T>(work: (database: Database) => Promise<T>, options: OpenOptions = {}): Promise<T> {
  return await withOpenDatabase(async (database) => {
    await migrate(database);
    const use = await useSchema(database, programName());
    try {
      return await work(database);
    } finally {
      await use.release();
    }
  }, options);
}

/**
 * Opens the database of `DATABASE_URL` for a gateway. On PostgreSQL, its user must be a serving role, and the schema must be up to
 * date; the schema of an embedded database is updated. `lost` resolves if another version changes the schema meanwhile.
 */
export async function withServingDatabase<T>(
  work: (database: Database, lost: Promise<SetupError>) => Promise<T>,
  options: OpenOptions = {},
): Promise<T> {
  return await withOpenDatabase(async (database) => {
    await requireServingRole(database);
    if (database.engine === 'pglite') await migrate(database);
    const use = await useSchema(database, programName());
    try {
      return await work(database, Promise.race([database.lost, use.lost]));
    } finally {
      await use.release();
    }
  }, options);
}

/** The name by which a refused migration mentions this process, such as `serve, process 12 on host-a`. */
function programName(): string {
  return `${process.argv[2] ?? ''}, process ${process.pid} on ${hostname()}`;
}

/** Opens the database of `DATABASE_URL`, which must exist, runs `work`, and closes it. Does not change its schema. */
export function withExistingDatabase<T>(work: (database: Database) => Promise<T>): Promise<T> {
  return using(() => openDatabase(databaseUrl(), { mustExist: true, statementTimeout: 0 }), work);
}

/**
 * Opens the database of `DATABASE_URL` for a backup with these migrations, runs `work`, and closes it. A new embedded database has
 * the schema of the backup if this version has it prepared, and otherwise none yet.
 */
export function withNewDatabase<T>(
  migrations: readonly string[],
  work: (database: Database) => Promise<T>,
): Promise<T> {
  return using(() => openDatabase(databaseUrl(), forBackup({ isCurrent: hasCurrentSchema(migrations) })), work);
}

/** Like {@link withNewDatabase} at another address, for the content of `source`. Errors about it name `TARGET_DATABASE_URL`. */
export function withTargetDatabase<T>(
  { url, source }: { url: string; source: Database },
  work: (database: Database) => Promise<T>,
): Promise<T> {
  return using(async () => {
    try {
      requireOtherFolder(source, url);
      return await openDatabase(url, forBackup({ isCurrent: (await schemaStatus(source)) === 'CURRENT' }));
    } catch (error) {
      if (!(error instanceof SetupError)) throw error;
      throw new SetupError(error.message.replaceAll('DATABASE_URL', 'TARGET_DATABASE_URL'), { cause: error });
    }
  }, work);
}

/** The prepared database saves most of the time of a restore, which applying all migrations takes. */
function forBackup({ isCurrent }: { isCurrent: boolean }): ConnectOptions {
  return { statementTimeout: 0, ...(isCurrent && { dump: preparedDatabase({ examples: false }) }) };
}

/** Whether these are the migrations of this version. */
export function hasCurrentSchema(migrations: readonly string[]): boolean {
  return migrations.length === knownMigrations.length && migrations.every((name) => knownMigrations.includes(name));
}
