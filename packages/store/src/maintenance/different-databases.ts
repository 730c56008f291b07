import { SetupError } from '@collective-impact/sdk';
import { sql } from 'kysely';
import type { Database } from '../shared/database/index.ts';

/**
 * Throws a `SetupError` if both connections lead to the same database of a server, also by different addresses: a copy would wait
 * for itself. The folder of an embedded database can only be opened once.
 */
export async function requireDifferentDatabases(source: Database, target: Database): Promise<void> {
  if (source.engine !== target.engine || source.engine === 'pglite') return;
  if ((await identityOf(source)) !== (await identityOf(target))) return;
  throw new SetupError('Both addresses lead to the same database. Give the address of another one.');
}

async function identityOf(database: Database): Promise<string | undefined> {
  const { rows } = await sql<{ identity: string }>`
    select "s"."system_identifier" || '/' || "d"."oid" as "identity"
    from pg_control_system() as "s" cross join pg_database as "d" where "d"."datname" = current_database()`.execute(
    database.kysely(),
  );
  return rows[0]?.identity;
}
