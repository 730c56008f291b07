import { type Database, migrate, openDatabase } from '@collective-impact/store';
import { databaseUrl } from './settings.ts';

/**
 * Opens the database that `DATABASE_URL` names, and closes it after `work`. If `work` fails because another process
 * took the embedded folder over, that is the error.
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

/** Opens the database that `DATABASE_URL` names, brings its schema up to date, and closes it after `work`. */
export async function withDatabase<T>(work: (database: Database) => Promise<T>): Promise<T> {
  return await withOpenDatabase(async (database) => {
    await migrate(database);
    return await work(database);
  });
}
