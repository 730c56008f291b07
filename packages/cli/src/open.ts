import { type Database, migrate, openDatabase } from '@collective-impact/store';
import { databaseUrl } from './settings.ts';

/**
 * Opens the database of `DATABASE_URL`, runs `work`, and closes it. If `work` fails because another process took the
 * embedded folder over, that is the error.
 */
export async function withOpenDatabase<T>(work: (database: Database) => Promise<T>): Promise<T> {
  const database = await openDatabase(databaseUrl());
  try {
    return await work(database);
  } catch (error) {
    throw (await Promise.race([database.lost, undefined])) ?? error;
  } finally {
    await database.close();
  }
}

/** Opens the database of `DATABASE_URL`, updates its schema, runs `work`, and closes it. */
export async function withDatabase<T>(work: (database: Database) => Promise<T>): Promise<T> {
  return await withOpenDatabase(async (database) => {
    await migrate(database);
    return await work(database);
  });
}
