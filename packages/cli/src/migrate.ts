import { migrate } from '@collective-impact/store';
import { withOpenDatabase } from './open.ts';
import { print } from './terminal.ts';

/** Updates the database schema to the version of this program. */
export async function migrateCommand(): Promise<void> {
  await withOpenDatabase(async (database) => {
    const { applied } = await migrate(database);
    print(applied.length === 0 ? 'The database schema is up to date.' : `Applied migrations: ${applied.join(', ')}.`);
  });
}
