import { type Database, migrate, openDatabase } from '@collective-impact/store';
import { preparedDatabase } from './examples/prepared-database.ts';
import { databaseUrl } from './settings.ts';

/** Opens the database that `DATABASE_URL` names, brings its schema up to date, and closes it after `work`. */
export async function withDatabase<T>(work: (database: Database) => Promise<T>): Promise<T> {
  const database = await openDatabase(databaseUrl(), { dump: preparedDatabase({ examples: false }) });
  try {
    await migrate(database);
    return await work(database);
  } finally {
    await database.close();
  }
}
