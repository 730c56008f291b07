import { readFile } from 'node:fs/promises';
import { type ConnectOptions, connectDatabase, type Schema } from '../shared/database/connect-database.ts';
import type { Database, EngineName } from '../shared/database/database.ts';
import { migrate } from '../shared/database/migrate.ts';
import { openDatabase } from '../shared/database/open-database.ts';
import { copyDatabase, databaseAt, type OwnDatabase, patient } from './postgresql-databases.ts';
import { startPostgresql } from './postgresql-server.ts';
import { testEnvironment } from './test-databases.ts';

/** A database that belongs to one test, and that closing removes. */
export interface TestDatabase extends Database {
  /** The `DATABASE_URL` that leads to it; a database in memory is reached from this process alone. */
  readonly url: string;
}

export interface TestDatabaseOptions extends Omit<ConnectOptions, 'dump'> {
  /** The files to start from, on PGlite; otherwise the migrated database of this run. */
  dump?: Blob;
  /** Another schema than the store's; the database is then empty. */
  schema?: Schema;
}

/** Opens a fresh database for one test: the store's schema, migrated, and no rows. */
export async function openTestDatabase(engine: EngineName, options: TestDatabaseOptions = {}): Promise<TestDatabase> {
  const { schema, dump, ...connect } = options;
  const open = (url: string, more?: ConnectOptions) => {
    const all = { ...patient, ...connect, ...more };
    return schema ? connectDatabase(url, { ...all, ...schema }) : openDatabase(url, all);
  };
  if (engine === 'pglite') {
    const file = prepared(schema ? testEnvironment.emptyPglite : testEnvironment.pglite);
    const read = async () => dump ?? new Blob([await readFile(file)]);
    return { ...(await open('pglite:memory', { dump: { read, onFailure } })), url: 'pglite:memory' };
  }
  const own = await createPostgresqlDatabase(schema ? 'EMPTY' : 'MIGRATED');
  return await openOwn(own, open);
}

function onFailure(error: unknown): never {
  throw new Error('the dump does not load', { cause: error });
}

/** Creates a PostgreSQL database for one test that opens it by its address, in another process say. */
export async function createPostgresqlDatabase(content: 'MIGRATED' | 'EMPTY'): Promise<OwnDatabase> {
  const template = prepared(testEnvironment.postgresql);
  return await copyDatabase(content === 'MIGRATED' ? template : databaseAt(template, 'template0'));
}

/** Starts the newest PostgreSQL with a migrated database for one test; closing stops it. */
export async function openNewestPostgresql(): Promise<TestDatabase> {
  const server = await startPostgresql('18');
  try {
    const own = { url: server.url('postgres'), drop: () => server.stop() };
    const database = await openOwn(own, (url) => openDatabase(url, patient));
    await migrate(database);
    return database;
  } catch (error) {
    await server.stop();
    throw error;
  }
}

async function openOwn(own: OwnDatabase, open: (url: string) => Promise<Database>): Promise<TestDatabase> {
  try {
    const database = await open(own.url);
    return {
      ...database,
      url: own.url,
      async close() {
        await database.close();
        await own.drop();
      },
    };
  } catch (error) {
    await own.drop();
    throw error;
  }
}

function prepared(name: string): string {
  const value = process.env[name];
  if (value === undefined)
    throw new Error(`${name} is not set: vitest.config.ts says which tests run on which database`);
  return value;
}
