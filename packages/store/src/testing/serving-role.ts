import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { connectDatabase } from '../shared/database/connect-database.ts';
import { withoutTimeouts } from './postgresql-databases.ts';

/** A role of PostgreSQL for one test. */
export interface TestRole {
  readonly name: string;
  /** The address of the database for this role. */
  readonly url: string;
  /** Removes the role. Call this after the database was removed, because its rights are in it. */
  drop(): Promise<void>;
}

/** Creates a role that can sign in to the server of a database, without rights on the database. `url` is that of a superuser. */
export async function createRole(url: string): Promise<TestRole> {
  const name = `role_${randomUUID().slice(0, 8)}`;
  const administer = async (statement: string) => {
    const server = new URL(url);
    server.pathname = '/postgres';
    const options = { ...withoutTimeouts, entities: [], migrations: [], poolSize: 1 };
    const database = await connectDatabase(server.href, options);
    try {
      await sql.raw(statement).execute(database.kysely());
    } finally {
      await database.close();
    }
  };
  await administer(`create role "${name}" login password 'made-up'`);
  const own = new URL(url);
  own.username = name;
  own.password = 'made-up';
  return { name, url: own.href, drop: () => administer(`drop role "${name}"`) };
}
