import { migrate, openDatabase } from '@collective-impact/store';
import { databaseUrl } from './settings.ts';
import { print } from './terminal.ts';

/** Updates the database schema to the version of this program. */
export async function migrateCommand(): Promise<void> {
  const database = await openDatabase(databaseUrl());
  try {
    const { applied } = await migrate(database);
    print(applied.length === 0 ? 'The database schema is up to date.' : `Applied migrations: ${applied.join(', ')}.`);
  } finally {
    await database.close();
  }
}
