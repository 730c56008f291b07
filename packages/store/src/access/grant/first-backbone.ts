import { encodeTypeId, unwrap, type Viewer } from '@collective-impact/sdk';
import { sql } from 'kysely';
import type { Database } from '../../shared/database/database.ts';
import { Writer } from '../../shared/writer.ts';
import { viewerOfKey } from '../api-key/api-key-reader.ts';
import { accessGrantDefinition } from './access-grant-writer.ts';

/**
 * Makes the principal of a key the BACKBONE of every ecosystem that has none. `among` limits this to the ecosystems with these UUIDs.
 * Does nothing if the key cannot be used.
 */
export async function appointFirstBackbones(
  database: Database,
  { viewer, key, among }: { viewer: Viewer; key: string; among?: readonly string[] },
): Promise<void> {
  const owner = await viewerOfKey(database, key);
  if (owner.status !== 'ACTIVE' || owner.viewer.kind !== 'PRINCIPAL') return;
  const { id } = owner.viewer.principal;
  const isAmong = among === undefined ? sql`true` : sql`"e"."id" = any(${`{${among.join(',')}}`}::uuid[])`;
  const { rows } = await sql<{ id: string }>`
    select "e"."id" from "ecosystem" as "e" where ${isAmong} and not exists (
      select from "access_grant" as "g" join "principal" as "p" on "p"."id" = "g"."principal_id"
      where "g"."ecosystem_id" = "e"."id" and "g"."revoked_at" is null
        and ("g"."role" = 'BACKBONE' and "p"."revoked_at" is null or "p"."id" = ${id}::uuid))`.execute(
    database.kysely(),
  );
  const writer = new Writer(database, viewer);
  const principalId = encodeTypeId('principal', id);
  for (const ecosystem of rows) {
    const ecosystemId = encodeTypeId('ecosystem', ecosystem.id);
    unwrap(await writer.create(accessGrantDefinition, { ecosystemId, principalId, role: 'BACKBONE' }));
  }
}
