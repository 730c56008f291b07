import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PGlite } from '@electric-sql/pglite';
import type { Database } from '../shared/database/database.ts';
import { migrate } from '../shared/database/migrate.ts';
import { openDatabase } from '../shared/database/open-database.ts';
import { createDatabase, makeTemplate, patient } from './postgresql-databases.ts';
import { startPostgresql } from './postgresql-server.ts';

/** Environment variables that tell the processes of the tests what was prepared for them. */
export const testEnvironment = {
  /** The address of the migrated database that PostgreSQL tests copy. */
  postgresql: 'COLLECTIVE_IMPACT_TEST_POSTGRESQL',
  /** The file with a migrated PGlite. */
  pglite: 'COLLECTIVE_IMPACT_TEST_PGLITE',
  /** The file with an empty PGlite. */
  emptyPglite: 'COLLECTIVE_IMPACT_TEST_PGLITE_EMPTY',
} as const;

/**
 * Starts the PostgreSQL that `openTestDatabase` copies databases on, and names it in the environment of this process.
 * Call what it returns after the tests.
 */
export async function preparePostgresql(): Promise<() => Promise<void>> {
  const server = await startPostgresql('15');
  try {
    const url = await createDatabase(server.url('postgres'), 'migrated');
    const database = await openDatabase(url, patient);
    try {
      await migrate(database);
    } finally {
      await database.close();
    }
    await makeTemplate(url);
    process.env[testEnvironment.postgresql] = url;
    return () => server.stop();
  } catch (error) {
    await server.stop();
    throw error;
  }
}

/**
 * Writes the files of the embedded database that `openTestDatabase` starts from, and names them in the environment of
 * this process. Call what it returns after the tests.
 */
export async function preparePglite(): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'collective-impact-test-'));
  const remove = () => rm(folder, { recursive: true, force: true });
  try {
    const files = { empty: join(folder, 'empty.tar'), migrated: join(folder, 'migrated.tar') };
    const database = await openDatabase('pglite:memory');
    try {
      await writeFile(files.empty, await dump(database));
      await migrate(database);
      await writeFile(files.migrated, await dump(database));
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

/** The content of an embedded database, for others to start from. */
export async function dump(database: Database): Promise<Uint8Array<ArrayBuffer>> {
  const pglite = (await database.orm.em.getConnection().getNativeClient()) as PGlite;
  return new Uint8Array(await (await pglite.dumpDataDir('none')).arrayBuffer());
}
