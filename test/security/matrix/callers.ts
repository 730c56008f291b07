import { decodeTypeId, encodeTypeId, localProgram, type Role, unwrap } from '@collective-impact/sdk';
import { type Database, ecosystemDefinition, networkMembershipDefinition, Writer } from '@collective-impact/store';
import { agreeToShare, newPrincipal } from '@collective-impact/store/testing';
import type { Caller } from './oracle.ts';

const none: ReadonlySet<string> = new Set();
const noAgreement: ReadonlyMap<string, number> = new Map();

/** Two groups of ecosystems, by their UUIDs, and the public ecosystem of the first group. */
export interface Places {
  readonly main: string;
  readonly here: ReadonlySet<string>;
  readonly elsewhere: ReadonlySet<string>;
}

/** What a principal is: its role in ecosystems (UUIDs), and the organizations (UUIDs) for which it acts. */
interface Entitlement {
  readonly role?: Role;
  readonly ecosystems?: ReadonlySet<string>;
  readonly organizations?: ReadonlySet<string>;
  readonly isOperator?: boolean;
}

/** Creates a principal with a key and with its role in each of the ecosystems. */
export async function createCaller(
  database: Database,
  { name, role, ecosystems = none, organizations = none, isOperator = false }: Entitlement & { name: string },
): Promise<Caller & { key: string; principal: string }> {
  const { key, id } = await newPrincipal(database, { isOperator });
  const principal = decodeTypeId('principal', id) ?? '';
  if (role) {
    await database.orm.em.fork().execute(
      `insert into "access_grant" ("id", "ecosystem_id", "principal_id", "role", "organization_ids", "visibility")
        select gen_random_uuid(), "e", ?, ?, array(select "o"."id" from "organization" as "o"
          where "o"."ecosystem_id" = "e" and "o"."id" = any(string_to_array(?, ',')::uuid[]) order by "o"."id"), 'RESTRICTED'
        from unnest(string_to_array(?, ',')::uuid[]) as "e"`,
      [principal, role, [...organizations].join(), [...ecosystems].join()],
    );
  }
  return { name, key, principal, ...(role && { role }), ecosystems, organizations, sharing: noAgreement };
}

/** The caller without credentials. */
export const anonymousCaller: Caller = {
  name: 'an anonymous caller',
  ecosystems: none,
  organizations: none,
  sharing: noAgreement,
};

/** Creates the callers of the matrix, each with a key of its own. The last one sees everything. */
export async function createCallers(database: Database, { main, here, elsewhere }: Places): Promise<Caller[]> {
  const orm = () => database.orm.em.fork();
  const organizations: { id: string }[] = await orm().execute('select "id" from "organization" order by "id"');
  const everyOther = (rest: number) => new Set(organizations.filter((_, at) => at % 2 === rest).map(({ id }) => id));

  const principal = (name: string, given: Entitlement) => createCaller(database, { name, ...given });
  const network = async (slug: string): Promise<string> => {
    const values = { slug, name: slug, kind: 'NETWORK', visibility: 'PUBLIC' };
    const uuid = unwrap(await new Writer(database, localProgram).create(ecosystemDefinition, values));
    const networkId = encodeTypeId('ecosystem', uuid);
    const sides = { networkId, memberId: encodeTypeId('ecosystem', main), startedOn: '2024-01-01' };
    for (const ecosystemId of [sides.memberId, networkId]) {
      const membership = { ecosystemId, ...sides, visibility: 'RESTRICTED' };
      unwrap(await new Writer(database, localProgram).create(networkMembershipDefinition, membership));
    }
    return uuid;
  };
  const [strangers, sharing] = [await network('matrix-network'), await network('matrix-sharing')];
  const found: { threshold: number }[] = await orm().execute(
    'select "disclosure_threshold" as "threshold" from "ecosystem" where "id" = ?',
    [main],
  );
  const threshold = found[0]?.threshold ?? 0;
  await agreeToShare(database, {
    ecosystemId: encodeTypeId('ecosystem', main),
    networkId: encodeTypeId('ecosystem', sharing),
    minimumThreshold: threshold,
  });
  const all = new Set([...here, ...elsewhere, strangers, sharing]);
  const follower = await principal('an OBSERVER of a network with an agreement', {
    role: 'OBSERVER',
    ecosystems: new Set([sharing]),
  });
  return [
    anonymousCaller,
    await principal('an operator', { isOperator: true }),
    await principal('an OBSERVER', { role: 'OBSERVER', ecosystems: here }),
    await principal('a CONTRIBUTOR', { role: 'CONTRIBUTOR', ecosystems: here, organizations: everyOther(0) }),
    await principal('a CONTRIBUTOR of other organizations', {
      role: 'CONTRIBUTOR',
      ecosystems: here,
      organizations: everyOther(1),
    }),
    await principal('a STEWARD', { role: 'STEWARD', ecosystems: here }),
    await principal('a BACKBONE', { role: 'BACKBONE', ecosystems: here }),
    await principal('an OBSERVER of another ecosystem', { role: 'OBSERVER', ecosystems: elsewhere }),
    await principal('a CONTRIBUTOR of another ecosystem', {
      role: 'CONTRIBUTOR',
      ecosystems: elsewhere,
      organizations: everyOther(0),
    }),
    await principal('a STEWARD of another ecosystem', { role: 'STEWARD', ecosystems: elsewhere }),
    await principal('a BACKBONE of another ecosystem', { role: 'BACKBONE', ecosystems: elsewhere }),
    await principal('an OBSERVER of a network', { role: 'OBSERVER', ecosystems: new Set([strangers]) }),
    { ...follower, sharing: new Map([[main, threshold]]) },
    await principal('a BACKBONE of every ecosystem', { role: 'BACKBONE', ecosystems: all }),
  ];
}
