import { migrate, openDatabase } from '@collective-impact/store';
import { preparedDatabase } from './examples/prepared-database.ts';
import { databaseUrl } from './settings.ts';
import { say } from './terminal.ts';

/** Brings the schema of the database up to this program. */
export async function migrateCommand(): Promise<void> {
  const database = await openDatabase(databaseUrl(), { dump: preparedDatabase({ examples: false }) });
  try {
    const { applied } = await migrate(database);
    say(applied.length === 0 ? 'The schema is up to date.' : `Applied: ${applied.join(', ')}.`);
  } finally {
    await database.close();
  }
}
