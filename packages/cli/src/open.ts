import { type ConnectOptions, type Database, migrate, openDatabase } from '@collective-impact/store';
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
  const database = await openDatabase(databaseUrl(), { ...connect, dump: preparedDatabase({ examples }) });
  try {
    return await work(database);
  } catch (error) {
    throw (await Promise.race([database.lost, undefined])) ?? error;
  } finally {
    await database.close();
  }
}

/** Opens the database of `DATABASE_URL`, updates its schema, runs `work`, and closes it. */
export async function withDatabase<T>(work: (database: Database) => Promise<T>, options: OpenOptions = {}): Promise<T> {
  return await withOpenDatabase(async (database) => {
    await migrate(database);
    return await work(database);
  }, options);
}
