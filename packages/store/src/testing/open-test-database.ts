import { readFile } from 'node:fs/promises';
import { type ConnectOptions, connectDatabase, type Schema } from '../shared/database/connect-database.ts';
import type { Database, EngineName } from '../shared/database/database.ts';
import { openDatabase } from '../shared/database/open-database.ts';
import type { DatabaseDump } from '../shared/database/pglite/dump.ts';
import { migrate } from '../shared/database/schema/migrate.ts';
import { copyDatabase, type DisposableDatabase, databaseAt, withoutTimeouts } from './postgresql-databases.ts';
import { startPostgresql } from './postgresql-server.ts';
import { testEnvironment } from './test-databases.ts';

/** A database for one test. It is removed when it is closed. */
export interface TestDatabase extends Database {
  /** Its `DATABASE_URL`. A database in memory can be reached only from this process. */
  readonly url: string;
}

export interface TestDatabaseOptions extends Omit<ConnectOptions, 'dump'> {
  /**
   * On PostgreSQL, the address of the database to copy, to which nothing is connected. By default, the migrated database of
   * this test run.
   */
  template?: string;
  /** A schema other than that of the store. The database is then empty. */
  schema?: Schema;
}

/** Opens a new database for one test, with the migrated schema of the store and no rows. */
export async function openTestDatabase(engine: EngineName, options: TestDatabaseOptions = {}): Promise<TestDatabase> {
  const { schema, template, ...connect } = options;
  const open = (url: string, more?: ConnectOptions) => {
    const all = { ...withoutTimeouts, ...connect, ...more };
    return schema ? connectDatabase(url, { ...all, ...schema }) : openDatabase(url, all);
  };
  if (engine === 'pglite') {
    const file = prepared(schema ? testEnvironment.emptyPglite : testEnvironment.pglite);
    return { ...(await open('pglite:memory', { dump: dumpIn(file) })), url: 'pglite:memory' };
  }
  const created = template ? copyDatabase(template) : createPostgresqlDatabase(schema ? 'EMPTY' : 'MIGRATED');
  return await openDisposable(await created, open);
}

/** The dumps that this process has read. Each is 50 MB. */
const dumps = new Map<string, Promise<Blob>>();

/** The migrated embedded database without rows, for a test that opens a folder. */
export function migratedDump(): DatabaseDump {
  return dumpIn(prepared(testEnvironment.pglite));
}

function dumpIn(file: string): DatabaseDump {
  return {
    read() {
      const dump = dumps.get(file) ?? readFile(file).then((content) => new Blob([content]));
      dumps.set(file, dump);
      return dump;
    },
    onFailure(error) {
      throw new Error('The dump cannot be loaded.', { cause: error });
    },
  };
}

/** Creates a PostgreSQL database for a test that opens it by its address, for example in another process. */
export async function createPostgresqlDatabase(content: 'MIGRATED' | 'EMPTY'): Promise<DisposableDatabase> {
  const template = prepared(testEnvironment.postgresql);
  return await copyDatabase(content === 'MIGRATED' ? template : databaseAt(template, 'template0'));
}

/** Starts the newest PostgreSQL with a migrated database for one test. Closing the database stops the server. */
export async function openNewestPostgresql(): Promise<TestDatabase> {
  const server = await startPostgresql('18');
  try {
    const created = { url: server.url('postgres'), drop: () => server.stop() };
    const database = await openDisposable(created, (url) => openDatabase(url, withoutTimeouts));
    await migrate(database);
    return database;
  } catch (error) {
    await server.stop();
    throw error;
  }
}

async function openDisposable(
  created: DisposableDatabase,
  open: (url: string) => Promise<Database>,
): Promise<TestDatabase> {
  try {
    const database = await open(created.url);
    return {
      ...database,
      url: created.url,
      async close() {
        await database.close();
        await created.drop();
      },
    };
  } catch (error) {
    await created.drop();
    throw error;
  }
}

function prepared(name: string): string {
  const value = process.env[name];
  if (value === undefined)
    throw new Error(`${name} is not set. Run this test in a project of vitest.config.ts that has this database.`);
  return value;
}
