import { encodeTypeId, localProgram, unwrap } from '@collective-impact/sdk';
import { accessGrantDefinition, createApiKey, type Database, Writer } from '@collective-impact/store';
import { mutated, slugOf } from './names.ts';
import type { Sql } from './sql.ts';

/** The keys by which callers sign in to the gateway. */
export interface Keys {
  /** Contributes for an organization in three ecosystems. */
  contributor: string;
  /** Works for the backbone of the ecosystem that mutations change. */
  backbone: string;
}

/** Creates the principals that call the gateway, with their grants. */
export async function createCallers(
  database: Database,
  { sql, ecosystems }: { sql: Sql; ecosystems: number },
): Promise<Keys> {
  const writer = new Writer(database, localProgram);
  const create = async (name: string) => {
    const principal = { name, kind: 'SERVICE', isOperator: false } as const;
    return unwrap(await createApiKey(database, { viewer: localProgram, principal, expiresAt: null }));
  };
  const grant = async (values: object) => unwrap(await writer.create(accessGrantDefinition, { ...values }));
  const contributor = await create('Made-up contributor');
  for (let at = 0; at < Math.min(3, ecosystems); at++) {
    const [row] = await sql<{ ecosystem: string; organization: string }>(
      `select "e"."id" as "ecosystem", (select "o"."id" from "organization" as "o" where "o"."ecosystem_id" = "e"."id" order by "o"."name" limit 1) as "organization"
       from "ecosystem" as "e" where "e"."slug" = $1`,
      [slugOf(at)],
    );
    if (!row) throw new Error(`There is no ecosystem ${slugOf(at)}.`);
    const ecosystemId = encodeTypeId('ecosystem', row.ecosystem);
    const organizationIds = [encodeTypeId('organization', row.organization)];
    await grant({ ecosystemId, principalId: contributor.principalId, role: 'CONTRIBUTOR', organizationIds });
  }
  const backbone = await create('Made-up backbone');
  const [place] = await sql<{ id: string }>('select "id" from "ecosystem" where "slug" = $1', [mutated]);
  if (!place) throw new Error(`There is no ecosystem ${mutated}.`);
  const ecosystemId = encodeTypeId('ecosystem', place.id);
  await grant({ ecosystemId, principalId: backbone.principalId, role: 'BACKBONE', organizationIds: [] });
  return { contributor: contributor.key, backbone: backbone.key };
}
