import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '../shared/database/open-database.ts';
import { dropTemplates, dumpDatabase } from '../shared/database/pglite/dump.ts';
import { migrate } from '../shared/database/schema/migrate.ts';
import { convertToTemplate, createDatabase, withoutTimeouts } from './postgresql-databases.ts';
import { startPostgresql } from './postgresql-server.ts';

/** Environment variables with the databases that were prepared for the test processes. */
export const testEnvironment = {
  /** The address of the migrated database that PostgreSQL tests copy. */
  postgresql: 'COLLECTIVE_IMPACT_TEST_POSTGRESQL',
  /** The file with a migrated PGlite. */
  pglite: 'COLLECTIVE_IMPACT_TEST_PGLITE',
  /** The file with an empty PGlite. */
  emptyPglite: 'COLLECTIVE_IMPACT_TEST_PGLITE_EMPTY',
} as const;

/**
 * Starts the PostgreSQL server on which `openTestDatabase` copies databases, and sets its address in the environment of this
 * process. Call the returned function after the tests to stop the server.
 */
export async function preparePostgresql(): Promise<() => Promise<void>> {
  // Another project of the same run has started the server, and stops it after the run.
  if (process.env[testEnvironment.postgresql]) return async () => undefined;
  const server = await startPostgresql('15');
  try {
    const url = await createDatabase(server.url('postgres'), 'migrated');
    const database = await openDatabase(url, withoutTimeouts);
    try {
      await migrate(database);
    } finally {
      await database.close();
    }
    await convertToTemplate(url);
    process.env[testEnvironment.postgresql] = url;
    return () => server.stop();
  } catch (error) {
    await server.stop();
    throw error;
  }
}

/**
 * Writes the dumps of the embedded database from which `openTestDatabase` starts, and sets their paths in the environment of
 * this process. Call the returned function after the tests to remove them.
 */
export async function preparePglite(): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'collective-impact-test-'));
  const remove = () => rm(folder, { recursive: true, force: true });
  try {
    const files = { empty: join(folder, 'empty.tar'), migrated: join(folder, 'migrated.tar') };
    const database = await openDatabase('pglite:memory');
    try {
      await dropTemplates(database);
      await writeFile(files.empty, await dumpDatabase(database));
      await migrate(database);
      await writeFile(files.migrated, await dumpDatabase(database));
    } finally {
      await database.close();
    }
    process.env[testEnvironment.emptyPglite] = files.empty;
    process.env[testEnvironment.pglite] = files.migrated;
    return remove;
  } catch (error) {
    await remove();
    throw error;
  }
}
