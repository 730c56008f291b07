import { encodeTypeId, unwrap, type Viewer } from '@collective-impact/sdk';
import { sql } from 'kysely';
import { anyOf } from '../../shared/conditions.ts';
import type { Database } from '../../shared/database/database.ts';
import { Writer } from '../../shared/writer.ts';
import { viewerOfKey } from '../api-key/api-key-reader.ts';
import type { AccessTables } from '../entities.ts';
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
  const withoutBackbone = database
    .kysely<AccessTables>()
    .selectFrom('ecosystem as e')
    .select('e.id')
    .where(({ not, exists, selectFrom }) => {
      const grants = selectFrom('access_grant as g')
        .innerJoin('principal as p', 'p.id', 'g.principal_id')
        .select('g.id')
        .whereRef('g.ecosystem_id', '=', 'e.id')
        .where('g.revoked_at', 'is', null)
        .where((eb) =>
          eb.or([
            eb.and([eb('g.role', '=', sql.lit('BACKBONE')), eb('p.revoked_at', 'is', null)]),
            eb('p.id', '=', id),
          ]),
        );
      return not(exists(grants));
    });
  const rows = await (among === undefined
    ? withoutBackbone
    : withoutBackbone.where('e.id', '=', anyOf(among))
  ).execute();
  const writer = new Writer(database, viewer);
  const principalId = encodeTypeId('principal', id);
  for (const ecosystem of rows) {
    const ecosystemId = encodeTypeId('ecosystem', ecosystem.id);
    unwrap(await writer.create(accessGrantDefinition, { ecosystemId, principalId, role: 'BACKBONE' }));
  }
}
