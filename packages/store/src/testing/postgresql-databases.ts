import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { connectDatabase } from '../shared/database/connect-database.ts';

/** A PostgreSQL database for one test. */
export interface DisposableDatabase {
  url: string;
  /** Removes the database, even if there are connections to it. */
  drop(): Promise<void>;
}

/** Options without timeouts, so that tests do not fail on a machine under load. */
export const withoutTimeouts = { connectTimeout: 600_000, statementTimeout: 0, idleTransactionTimeout: 0 };

/** Creates a copy of the database at `url`, on the same server. */
export async function copyDatabase(url: string): Promise<DisposableDatabase> {
  const template = new URL(url).pathname.slice(1);
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await administer(url, `create database "${name}" template "${template}" strategy file_copy`);
  return { url: databaseAt(url, name), drop: () => administer(url, `drop database "${name}" with (force)`) };
}

/** Converts a database to a template that others are copied from. It accepts no further connections. */
export async function convertToTemplate(url: string): Promise<void> {
  const name = new URL(url).pathname.slice(1);
  await administer(url, `alter database "${name}" with is_template true allow_connections false`);
}

/** Creates an empty database on the server of `url`. Returns its address. */
export async function createDatabase(url: string, name: string): Promise<string> {
  await administer(url, `create database "${name}" template template0`);
  return databaseAt(url, name);
}

/** The address of another database on the server of `url`. */
export function databaseAt(url: string, name: string): string {
  const other = new URL(url);
  other.pathname = `/${name}`;
  return other.href;
}

async function administer(url: string, statement: string): Promise<void> {
  const options = { ...withoutTimeouts, entities: [], migrations: [], poolSize: 1 };
  const database = await connectDatabase(databaseAt(url, 'postgres'), options);
  try {
    await sql.raw(statement).execute(database.kysely());
  } finally {
    await database.close();
  }
}
