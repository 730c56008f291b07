import { migrate } from '@collective-impact/store';
import { withOpenDatabase } from './open.ts';
import { say } from './terminal.ts';

/** Brings the schema of the database up to this program. */
export async function migrateCommand(): Promise<void> {
  await withOpenDatabase(async (database) => {
    const { applied } = await migrate(database);
    say(applied.length === 0 ? 'The schema is up to date.' : `Applied: ${applied.join(', ')}.`);
  });
}
