import { decodeTypeId, encodeTypeId, localProgram, type Role, unwrap } from '@collective-impact/sdk';
import { type Database, ecosystemDefinition, networkMembershipDefinition, Writer } from '@collective-impact/store';
import { agreeToShare, newPrincipal } from '@collective-impact/store/testing';
import type { Caller, Shared } from './oracle.ts';

const none: ReadonlySet<string> = new Set();
const noAgreement: ReadonlyMap<string, Shared> = new Map();

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

/** A sharing agreement of the matrix: its terms, and what the oracle knows of them. */
interface Agreement {
  readonly name: string;
  readonly terms: Readonly<Record<string, unknown>>;
  readonly shared: Shared;
}

/** An agreement of each kind. Every other of the indicators that can be shared is named. */
async function agreementsOf(database: Database, ecosystem: string): Promise<Agreement[]> {
  const execute = <Row>(statement: string): Promise<Row[]> => database.orm.em.fork().execute(statement, [ecosystem]);
  const [found] = await execute<{ threshold: number }>(
    'select "disclosure_threshold" as "threshold" from "ecosystem" where "id" = ?',
  );
  const sharable = await execute<{ id: string }>(
    `select "id" from "indicator" where "ecosystem_id" = ? and "visibility" in ('PUBLIC', 'NETWORK') order by "id"`,
  );
  const ids = sharable.filter((_, at) => at % 2 === 0).map(({ id }) => id);
  const threshold = found?.threshold ?? 0;
  const least = threshold + 1;
  const everything = { minimumThreshold: threshold };
  const onTotals = { detail: 'TOTALS' };
  const onNamed = { indicatorScope: 'NAMED', indicatorIds: ids.map((id) => encodeTypeId('indicator', id)) };
  const indicators = new Set(ids);
  return [
    { name: 'an agreement', terms: everything, shared: { threshold, indicators: null, isOfTotals: false } },
    {
      name: 'an agreement on totals',
      terms: { ...everything, ...onTotals },
      shared: { threshold, indicators: null, isOfTotals: true },
    },
    {
      name: 'an agreement on named indicators',
      terms: { ...everything, ...onNamed },
      shared: { threshold, indicators, isOfTotals: false },
    },
    {
      name: 'an agreement on totals of named indicators',
      terms: { ...everything, ...onTotals, ...onNamed },
      shared: { threshold, indicators, isOfTotals: true },
    },
    {
      name: 'an agreement with a higher threshold',
      terms: { minimumThreshold: least },
      shared: { threshold: least, indicators: null, isOfTotals: false },
    },
  ];
}

const articleOf = (role: Role) => (role === 'OBSERVER' ? 'an' : 'a');

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
  const strangers = await network('matrix-network');
  const agreements = await agreementsOf(database, main);
  const partners: Caller[] = [];
  const networks = [strangers];
  for (const { name, terms, shared } of agreements) {
    const networkId = await network(`matrix-sharing-${networks.length}`);
    networks.push(networkId);
    const halves = { ecosystemId: encodeTypeId('ecosystem', main), networkId: encodeTypeId('ecosystem', networkId) };
    await agreeToShare(database, { ...halves, ...terms });
    for (const role of ['OBSERVER', 'STEWARD'] as const) {
      const partner = await principal(`${articleOf(role)} ${role} of a network with ${name}`, {
        role,
        ecosystems: new Set([networkId]),
      });
      partners.push({ ...partner, sharing: new Map([[main, shared]]) });
    }
  }
  const all = new Set([...here, ...elsewhere, ...networks]);
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
    ...partners,
    await principal('a BACKBONE of every ecosystem', { role: 'BACKBONE', ecosystems: all }),
  ];
}
