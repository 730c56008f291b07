import { createHash } from 'node:crypto';
import type { Database } from '@collective-impact/store';
import { anonymousCaller, createCaller } from './callers.ts';
import type { LeastRole } from './least-roles.ts';
import type { Caller } from './oracle.ts';

/** The ecosystems of the records (UUIDs), another ecosystem, and an organization to which no record belongs. */
interface Places {
  readonly here: ReadonlySet<string>;
  readonly elsewhere: string;
  readonly organizations: ReadonlySet<string>;
  readonly otherOrganization: string;
}

/** A caller whose credentials the gateway accepts, and whether it is one of the callers with this right. */
export interface MutationCaller extends Caller {
  readonly may: (least: LeastRole) => boolean;
}

/** The callers of the mutations, the principal (UUID) of the one with the right of `AUTHOR`, and keys that the gateway rejects. */
export async function createMutationCallers(
  database: Database,
  places: Places,
): Promise<{ callers: MutationCaller[]; author: string; rejectedKeys: ReadonlyMap<string, string> }> {
  const { here, elsewhere, organizations, otherOrganization } = places;
  const mayNothing = (least: LeastRole) => least === 'ANYONE';
  const mayContribute = (least: LeastRole) => mayNothing(least) || least === 'CONTRIBUTOR';
  const mayManage = (role: 'STEWARD' | 'BACKBONE') => (least: LeastRole) =>
    mayContribute(least) || least.endsWith('STEWARD') || (role === 'BACKBONE' && least.endsWith('BACKBONE'));
  const caller = async (
    given: Parameters<typeof createCaller>[1],
    may: MutationCaller['may'] = mayNothing,
  ): Promise<MutationCaller> => ({ ...(await createCaller(database, given)), may });
  const there = new Set([elsewhere]);
  const former = await caller({ name: 'a BACKBONE whose grant is revoked', role: 'BACKBONE', ecosystems: here });
  await withKey(database, { statement: revocation, key: former.key });
  const author = await caller(
    {
      name: 'a CONTRIBUTOR of another organization',
      role: 'CONTRIBUTOR',
      ecosystems: here,
      organizations: new Set([otherOrganization]),
    },
    (least) => mayContribute(least) || least === 'AUTHOR',
  );
  const callers = [
    { ...anonymousCaller, may: mayNothing },
    await caller({ name: 'a principal without a role' }),
    { ...former, role: undefined, ecosystems: new Set<string>() },
    await caller({ name: 'an OPERATOR', isOperator: true }, (least) => ['ANYONE', 'OPERATOR'].includes(least)),
    await caller({ name: 'a BACKBONE of another ecosystem', role: 'BACKBONE', ecosystems: there }),
    await caller({ name: 'an OBSERVER', role: 'OBSERVER', ecosystems: here }),
    author,
    await caller(
      { name: 'a CONTRIBUTOR of the organization', role: 'CONTRIBUTOR', ecosystems: here, organizations },
      (least) => mayContribute(least) || least.startsWith('OWNER'),
    ),
    await caller({ name: 'a STEWARD', role: 'STEWARD', ecosystems: here }, mayManage('STEWARD')),
    await caller({ name: 'a BACKBONE', role: 'BACKBONE', ecosystems: here }, mayManage('BACKBONE')),
  ];
  const rejectedKeys = new Map<string, string>();
  for (const [name, column] of [
    ['a revoked key of a BACKBONE', 'revoked_at'],
    ['an expired key of a BACKBONE', 'expires_at'],
  ] as const) {
    const { key } = await createCaller(database, { name, role: 'BACKBONE', ecosystems: here });
    await withKey(database, { statement: `update "api_key" set "${column}" = now() where "hash" = ?`, key });
    rejectedKeys.set(name, key);
  }
  return { callers, author: author.principal ?? '', rejectedKeys };
}

const revocation = `update "access_grant" set "revoked_at" = now()
  where "principal_id" = (select "principal_id" from "api_key" where "hash" = ?)`;

async function withKey(database: Database, { statement, key = '' }: { statement: string; key: string | undefined }) {
  const hash = createHash('sha256').update(key).digest('hex');
  await database.orm.em.fork().execute(statement, [hash]);
}
