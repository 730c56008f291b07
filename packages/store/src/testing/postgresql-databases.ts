import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { connectDatabase } from '../shared/database/connect-database.ts';

/** A database of a PostgreSQL server that belongs to one test. */
export interface OwnDatabase {
  url: string;
  /** Removes the database, whoever is still connected. */
  drop(): Promise<void>;
}

/** A machine with much to do may keep a test waiting; that is no failure. */
export const patient = { connectTimeout: 600_000, statementTimeout: 0, idleTransactionTimeout: 0 };

/** Creates a database on the server of `url`, as a copy of the database that `url` names. */
export async function copyDatabase(url: string): Promise<OwnDatabase> {
  const template = new URL(url).pathname.slice(1);
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await administer(url, `create database "${name}" template "${template}" strategy file_copy`);
  return { url: databaseAt(url, name), drop: () => administer(url, `drop database "${name}" with (force)`) };
}

/** Makes a database one that others are copied from; nobody connects to it any more. */
export async function makeTemplate(url: string): Promise<void> {
  const name = new URL(url).pathname.slice(1);
  await administer(url, `alter database "${name}" with is_template true allow_connections false`);
}

/** Creates an empty database of that name on the server of `url`, and answers its address. */
export async function createDatabase(url: string, name: string): Promise<string> {
  await administer(url, `create database "${name}" template template0`);
  return databaseAt(url, name);
}

/** The address of another database of the same server. */
export function databaseAt(url: string, name: string): string {
  const other = new URL(url);
  other.pathname = `/${name}`;
  return other.href;
}

async function administer(url: string, statement: string): Promise<void> {
  const options = { ...patient, entities: [], migrations: [], poolSize: 1 };
  const database = await connectDatabase(databaseAt(url, 'postgres'), options);
  try {
    await sql.raw(statement).execute(database.kysely());
  } finally {
    await database.close();
  }
}
