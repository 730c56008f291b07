import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { dumpDatabase } from '../shared/database/dump.ts';
import { migrate } from '../shared/database/migrate.ts';
import { openDatabase } from '../shared/database/open-database.ts';
import { createDatabase, makeTemplate, patient } from './postgresql-databases.ts';
import { type PostgresqlServer, startPostgresql } from './postgresql-server.ts';

/** Where tests find what was made ready for them, in the environment of the processes that run them. */
export const testEnvironment = {
  /** The address of the migrated database that PostgreSQL tests copy. */
  postgresql: 'COLLECTIVE_IMPACT_TEST_POSTGRESQL',
  /** The file with a migrated PGlite. */
  pglite: 'COLLECTIVE_IMPACT_TEST_PGLITE',
  /** The file with a PGlite in which nothing is yet. */
  emptyPglite: 'COLLECTIVE_IMPACT_TEST_PGLITE_EMPTY',
} as const;

/**
 * Makes ready, once for all the tests of a run, what `openTestDatabase` starts from, and says so in this process's
 * environment. The answer takes it all away again.
 */
export async function startTestDatabases(): Promise<() => Promise<void>> {
  const server = await startPostgresql('15');
  try {
    // One after the other: PGlite keeps this process from answering anyone while it starts.
    const made = { [testEnvironment.postgresql]: await makePostgresql(server), ...(await makePglite(server.folder)) };
    Object.assign(process.env, made);
    return async () => {
      for (const name of Object.keys(made)) delete process.env[name];
      await server.stop();
    };
  } catch (error) {
    await server.stop();
    throw error;
  }
}

async function makePostgresql(server: PostgresqlServer): Promise<string> {
  const url = await createDatabase(server.url('postgres'), 'migrated');
  const database = await openDatabase(url, patient);
  try {
    await migrate(database);
  } finally {
    await database.close();
  }
  await makeTemplate(url);
  return url;
}

async function makePglite(folder: string): Promise<Record<string, string>> {
  const files = { empty: join(folder, 'empty.tar'), migrated: join(folder, 'migrated.tar') };
  const database = await openDatabase('pglite:memory');
  try {
    await writeFile(files.empty, await dumpDatabase(database));
    await migrate(database);
    await writeFile(files.migrated, await dumpDatabase(database));
  } finally {
    await database.close();
  }
  return { [testEnvironment.emptyPglite]: files.empty, [testEnvironment.pglite]: files.migrated };
}
