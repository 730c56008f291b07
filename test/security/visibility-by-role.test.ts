import { createGateway } from '@collective-impact/gateway';
import { encodeTypeId, localProgram, type Role, unwrap, visibilities } from '@collective-impact/sdk';
import {
  type AnyRecordDefinition,
  activityDefinition,
  type Command,
  contactDefinition,
  ecosystemDefinition,
  networkMembershipDefinition,
  organizationDefinition,
  revokeAccessGrant,
  Writer,
} from '@collective-impact/store';
import {
  agreeToShare,
  engines,
  newPrincipal,
  openTestDatabase,
  type TestDatabase,
} from '@collective-impact/store/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

/*
 * What each kind of caller sees of records of each visibility, on every path that reaches them. Callers sign in with keys, as in
 * production.
 */

const operation = `query ($ids: [ID!]!) {
  ecosystem(slug: "here") {
    organizations(first: 50) { totalCount nodes { name } edges { node { name } } }
    activities(first: 50) { nodes { title lead { name contacts { totalCount nodes { name } } } } }
  }
  organizations(first: 50) { nodes { name } }
  node(id: "NODE") { ... on Organization { name } }
  nodes(ids: $ids) { ... on Organization { name } }
}`;

interface Named {
  name: string;
}

interface Answer {
  data: {
    ecosystem: {
      organizations: { totalCount: number; nodes: Named[]; edges: { node: Named }[] };
      activities: {
        nodes: { title: string; lead: (Named & { contacts: { totalCount: number; nodes: Named[] } }) | null }[];
      };
    };
    organizations: { nodes: Named[] };
    nodes: (Named | null)[];
  };
}

const everything = ['Library (RESTRICTED)', ...visibilities];
const isSeenBy = (...names: string[]) => everything.filter((name) => names.includes(name));

/** The organizations that each caller sees. The one that is owned by a caller is `Library (RESTRICTED)`. */
const expected = {
  anonymous: isSeenBy('PUBLIC'),
  'an operator': isSeenBy('PUBLIC'),
  'a BACKBONE of another ecosystem': isSeenBy('PUBLIC'),
  'an OBSERVER of a network': isSeenBy('PUBLIC'),
  'an OBSERVER of a network with an agreement': isSeenBy('PUBLIC', 'NETWORK'),
  'an OBSERVER': isSeenBy('PUBLIC', 'NETWORK', 'MEMBERS'),
  'an OBSERVER for the library': isSeenBy('PUBLIC', 'NETWORK', 'MEMBERS', 'Library (RESTRICTED)'),
  'a CONTRIBUTOR for the library': isSeenBy('PUBLIC', 'NETWORK', 'MEMBERS', 'Library (RESTRICTED)'),
  'a STEWARD': everything,
  'a BACKBONE': everything,
};

type Caller = keyof typeof expected;

const callers = Object.keys(expected) as Caller[];

describe.each(engines)('a record on %s', (engine) => {
  let database: TestDatabase;
  let gateway: ReturnType<typeof createGateway>;
  let address: string;
  const ids: Record<string, string> = {};
  const keys = new Map<Caller, string>();

  const create = async (definition: AnyRecordDefinition, values: Command) => {
    const uuid = unwrap(await new Writer(database, localProgram).create(definition, values));
    return encodeTypeId(definition.type.prefix, uuid);
  };
  const principal = async (caller: Caller, grants: [string, Role, string[]?][], isOperator = false) => {
    const made = await newPrincipal(database, { isOperator });
    for (const [ecosystemId, role, organizationIds] of grants) await made.grant(ecosystemId, role, organizationIds);
    keys.set(caller, made.key);
  };
  const ask = async (key: string | undefined, query: string, variables: object = {}) => {
    const headers = { 'content-type': 'application/json', ...(key && { authorization: `Bearer ${key}` }) };
    return await fetch(address, { method: 'POST', headers, body: JSON.stringify({ query, variables }) });
  };

  beforeAll(async () => {
    database = await openTestDatabase(engine);
    gateway = createGateway({ database, log: () => undefined });
    address = `${await gateway.listen({ port: 0, host: '127.0.0.1' })}/graphql`;
    const ecosystem = (slug: string, kind = 'LOCAL') =>
      create(ecosystemDefinition, { slug, name: slug, kind, visibility: 'PUBLIC' });
    const here = await ecosystem('here');
    const elsewhere = await ecosystem('elsewhere');
    const network = await ecosystem('network', 'NETWORK');
    const sharing = await ecosystem('sharing', 'NETWORK');
    for (const networkId of [network, sharing]) {
      for (const ecosystemId of [here, networkId]) {
        const sides = { networkId, memberId: here, startedOn: '2024-01-01' };
        await create(networkMembershipDefinition, { ecosystemId, ...sides, visibility: 'RESTRICTED' });
      }
    }
    await agreeToShare(database, { ecosystemId: here, networkId: sharing });
    for (const name of everything) {
      const visibility = name.startsWith('Library') ? 'RESTRICTED' : name;
      const id = await create(organizationDefinition, { ecosystemId: here, name, visibility });
      ids[name] = id;
      await create(activityDefinition, { ecosystemId: here, title: name, leadId: id, visibility: 'PUBLIC' });
      await create(contactDefinition, { organizationId: id, name: `Contact of ${name}` });
    }
    const library = [ids['Library (RESTRICTED)'] ?? ''];
    await principal('an operator', [], true);
    await principal('a BACKBONE of another ecosystem', [[elsewhere, 'BACKBONE']]);
    await principal('an OBSERVER of a network', [[network, 'OBSERVER']]);
    await principal('an OBSERVER of a network with an agreement', [[sharing, 'OBSERVER']]);
    await principal('an OBSERVER', [[here, 'OBSERVER']]);
    await principal('an OBSERVER for the library', [[here, 'OBSERVER', library]]);
    await principal('a CONTRIBUTOR for the library', [[here, 'CONTRIBUTOR', library]]);
    await principal('a STEWARD', [[here, 'STEWARD']]);
    await principal('a BACKBONE', [[here, 'BACKBONE']]);
  });

  afterAll(async () => {
    await gateway.close();
    await database.close();
  });

  it.each(callers)('is seen by %s according to its visibility, on every path', async (caller) => {
    const response = await ask(keys.get(caller), operation.replace('NODE', ids.PUBLIC ?? ''), {
      ids: everything.map((name) => ids[name]),
    });
    const { data } = (await response.json()) as Answer;
    const seen = expected[caller];
    const sorted = (names: string[]) => names.sort();
    const named = (records: (Named | null)[]) => sorted(records.flatMap((record) => record?.name ?? []));
    const { organizations, activities } = data.ecosystem;
    const leads = activities.nodes.map(({ lead }) => lead);
    const all = sorted([...seen]);
    expect(named(organizations.nodes), 'list').toEqual(all);
    expect(named(organizations.edges.map(({ node }) => node)), 'edges').toEqual(all);
    expect(organizations.totalCount, 'count').toBe(all.length);
    expect(named(data.organizations.nodes), 'list of all ecosystems').toEqual(all);
    expect(named(data.nodes), 'nodes').toEqual(all);
    expect(activities.nodes, 'public records that refer to it').toHaveLength(everything.length);
    expect(named(leads), 'reference of a public record').toEqual(all);
    const contacts = leads.flatMap((lead) => lead?.contacts.nodes ?? []);
    const isSteward = caller === 'a STEWARD' || caller === 'a BACKBONE';
    const ownContacts = seen.filter((name) => isSteward || name.startsWith('Library'));
    expect(named(contacts), 'restricted parts').toEqual(sorted(ownContacts.map((name) => `Contact of ${name}`)));
    const counts = leads.reduce((sum, lead) => sum + (lead?.contacts.totalCount ?? 0), 0);
    expect(counts, 'count of restricted parts').toBe(ownContacts.length);
  });

  it('is hidden from the request after a revocation on', async () => {
    const ann = await newPrincipal(database);
    const here = encodeTypeId('ecosystem', await ecosystemOf('here'));
    const grant = encodeTypeId('access_grant', await ann.grant(here, 'STEWARD'));
    const query = '{ viewer { access { role } } ecosystem(slug: "here") { organizations { totalCount } } }';
    const seen = async () => ({ data: (await (await ask(ann.key, query)).json()).data });
    const answer = (access: object[], totalCount: number) => ({
      data: { viewer: { access }, ecosystem: { organizations: { totalCount } } },
    });
    expect(await seen()).toEqual(answer([{ role: 'STEWARD' }], 5));
    const revocation = { id: grant, expectedVersion: 1 };
    unwrap(await new Writer(database, localProgram).transition(revokeAccessGrant, revocation));
    expect(await seen()).toEqual(answer([], 1));
  });

  it('of the type AccessGrant is seen by stewards, the backbone organization and its principal', async () => {
    const query = '{ ecosystem(slug: "here") { accessGrants(first: 50) { totalCount } } viewer { access { role } } }';
    const seen: Record<string, unknown> = {};
    for (const caller of callers) {
      const { data } = await (await ask(keys.get(caller), query)).json();
      seen[caller] = [
        data.ecosystem.accessGrants.totalCount,
        data.viewer.access.map(({ role }: { role: Role }) => role),
      ];
    }
    expect(seen).toEqual({
      anonymous: [0, []],
      'an operator': [0, []],
      'a BACKBONE of another ecosystem': [0, ['BACKBONE']],
      'an OBSERVER of a network': [0, ['OBSERVER']],
      'an OBSERVER of a network with an agreement': [0, ['OBSERVER']],
      'an OBSERVER': [0, ['OBSERVER']],
      'an OBSERVER for the library': [0, ['OBSERVER']],
      'a CONTRIBUTOR for the library': [0, ['CONTRIBUTOR']],
      'a STEWARD': [5, ['STEWARD']],
      'a BACKBONE': [5, ['BACKBONE']],
    });
  });

  async function ecosystemOf(slug: string): Promise<string> {
    const rows = await database.orm.em.fork().execute('select "id" from "ecosystem" where "slug" = ?', [slug]);
    return rows[0]?.id ?? '';
  }
});
