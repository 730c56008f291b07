import { type Database, migrate, openDatabase } from '@collective-impact/store';
import { preparedDatabase } from './prepared/index.ts';
import { databaseUrl } from './settings.ts';

/**
 * Opens the database of `DATABASE_URL`, runs `work`, and closes it. If `work` fails because another process
 * took the embedded folder over, that is the error. With `examples`, a new embedded database starts with the examples.
 */
export async function withOpenDatabase<T>(
  work: (database: Database) => Promise<T>,
  { examples = false }: { examples?: boolean | undefined } = {},
): Promise<T> {
  return await using(() => openDatabase(databaseUrl(), { dump: preparedDatabase({ examples }) }), work);
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

/** Opens the database of `DATABASE_URL`, updates its schema, runs `work`, and closes it. */
export async function withDatabase<T>(
  work: (database: Database) => Promise<T>,
  options: { examples?: boolean | undefined } = {},
): Promise<T> {
  return await withOpenDatabase(async (database) => {
    await migrate(database);
    return await work(database);
  }, options);
}

/** Opens the database of `DATABASE_URL`, which must exist, runs `work`, and closes it. Does not change its schema. */
export function withExistingDatabase<T>(work: (database: Database) => Promise<T>): Promise<T> {
  return using(() => openDatabase(databaseUrl(), { mustExist: true }), work);
}

/** Opens a database, runs `work`, and closes it. A new embedded database has no schema yet. */
export function withNewDatabase<T>(url: string, work: (database: Database) => Promise<T>): Promise<T> {
  return using(() => openDatabase(url), work);
}
