import { SetupError } from '@collective-impact/sdk';
import { sql } from 'kysely';
import { parseDatabaseUrl } from '../shared/database/database-address.ts';
import type { Database } from '../shared/database/index.ts';

const isSame = 'Both addresses are those of the same database. Enter the address of another one.';

/** Throws a `SetupError` if an address is that of the folder of an open embedded database, or is invalid. */
export function requireOtherFolder(source: Database, url: string): void {
  const address = parseDatabaseUrl(url);
  if (address.engine !== 'pglite' || address.folder === undefined || address.folder !== source.folder) return;
  throw new SetupError(isSame);
}

/**
 * Throws a `SetupError` if both connections lead to the same database of a server, also by different addresses: a copy would wait
 * for itself.
 */
export async function requireDifferentDatabases(source: Database, target: Database): Promise<void> {
  if (source.engine !== target.engine || source.engine === 'pglite') return;
  if ((await identityOf(source)) !== (await identityOf(target))) return;
  throw new SetupError(isSame);
}

async function identityOf(database: Database): Promise<string | undefined> {
  const { rows } = await sql<{ identity: string }>`
    select "s"."system_identifier" || '/' || "d"."oid" as "identity"
    from pg_control_system() as "s" cross join pg_database as "d" where "d"."datname" = current_database()`.execute(
    database.kysely(),
  );
  return rows[0]?.identity;
}
