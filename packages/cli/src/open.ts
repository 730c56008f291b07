import { type Database, migrate, openDatabase } from '@collective-impact/store';
import { databaseUrl } from './settings.ts';

/** Opens the database of `DATABASE_URL`, updates its schema, runs `work`, and closes it. */
export async function withDatabase<T>(work: (database: Database) => Promise<T>): Promise<T> {
  const database = await openDatabase(databaseUrl());
  try {
    await migrate(database);
    return await work(database);
  } finally {
    await database.close();
  }
}
