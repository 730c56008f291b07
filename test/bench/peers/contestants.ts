import { encodeTypeId } from '@collective-impact/sdk';
import { type Json, withUuids } from './answers.ts';
import type { Data } from './data/open-data.ts';
import { policyRole } from './data/peer-objects.ts';
import { bodyOf, Connection, requestOf } from './measure/connection.ts';
import { type Server, startServer } from './measure/server.ts';
import type { Question, Variables, World } from './questions.ts';
import { rephrased } from './questions-postgraphile.ts';

/** Connections of each server to the database, and of the benchmark to a server. */
export const connections = 16;

/** A running server with its way to ask. */
export interface Contestant {
  name: string;
  server: Server;
  /** The requests of a question, which are sent in turn. */
  requests(question: Question): Promise<Buffer[]>;
  /** The answer in the form that all servers share. */
  answer(question: Question, response: string): Json;
}

/** The servers, by name, in the order in which they are asked. */
export const contestants = {
  gateway: (place: Place) => gateway(place, null),
  'gateway, contributor': (place: Place) => gateway(place, place.data.keys.contributor),
  PostGraphile: (place: Place) => postgraphile(place, { hasPolicies: false }),
  'PostGraphile, policies': (place: Place) => postgraphile(place, { hasPolicies: true }),
  Yoga: yoga,
  limit,
} satisfies Record<string, (place: Place) => Promise<Omit<Contestant, 'name'>>>;

export interface Place {
  data: Data;
  world: World;
}

const start = (url: string, changeable: string | null = null) => ({ url, poolSize: connections, changeable });

/** This project, as anonymous without a key. Only the backbone may make the mutation, so that both use its key for it. */
async function gateway({ data, world }: Place, key: string | null): Promise<Omit<Contestant, 'name'>> {
  const server = await startServer('gateway.ts', start(data.url));
  const { address } = server;
  const cursors = new Map<string, string>();
  return {
    server,
    async requests({ name, text, variables }) {
      if (name === 'deep page' && cursors.size === 0) {
        for (const [id, cursor] of await cursorsOf(address, world)) cursors.set(id, cursor);
      }
      return variables(world).map((values) => {
        const body = { query: text, variables: inTheirForm(values, cursors) };
        return requestOf({ address, body, key: name === 'mutation' ? data.keys.backbone : key });
      });
    },
    answer: (_, response) => withUuids(dataOf(response)),
  };
}

function inTheirForm({ after, ecosystemId, ...values }: Variables, cursors: ReadonlyMap<string, string>): Variables {
  return {
    ...values,
    ...(after !== undefined && { after: cursors.get(after) ?? '' }),
    ...(ecosystemId !== undefined && { ecosystemId: encodeTypeId('ecosystem', ecosystemId) }),
  };
}

/** The cursors of the organizations after which deep pages begin. A client gets them by reading the list from its start. */
async function cursorsOf(address: string, { deep }: World): Promise<Map<string, string>> {
  const query = 'query Walk($after: String) { organizations(first: 100, after: $after) { pageInfo { endCursor } } }';
  const found = new Map<string, string>();
  let after: string | null = null;
  for (let position = 99; found.size < deep.length; position += 100) {
    const answer = await ask(address, { query, variables: { after } });
    after = (answer as { organizations: { pageInfo: { endCursor: string } } }).organizations.pageInfo.endCursor;
    const entry = deep.find((each) => each.position === position);
    if (entry) found.set(entry.id, after);
  }
  return found;
}

async function postgraphile({ data, world }: Place, { hasPolicies }: { hasPolicies: boolean }) {
  const url = hasPolicies ? data.postgresql.url('postgres', policyRole) : data.url;
  const server = await startServer('postgraphile.ts', start(url, hasPolicies ? world.changeable : null));
  const { address } = server;
  const cursors = new Map<string, string>();
  return {
    server,
    async requests({ name, variables }: Question) {
      if (name === 'deep page') {
        const query = `query Place($position: Int!) { allOrganizations(first: 1, offset: $position, orderBy: [NAME_ASC]) {
          pageInfo { endCursor } } }`;
        for (const { id, position } of world.deep) {
          const answer = await ask(address, { query, variables: { position } });
          const { allOrganizations } = answer as { allOrganizations: { pageInfo: { endCursor: string } } };
          cursors.set(id, allOrganizations.pageInfo.endCursor);
        }
      }
      return variables(world).map(({ after, ...values }) => {
        const place = after === undefined ? {} : { after: cursors.get(after) ?? '' };
        return requestOf({
          address,
          key: null,
          body: { query: rephrased[name]?.text, variables: { ...values, ...place } },
        });
      });
    },
    answer({ name }: Question, response: string) {
      const answer = dataOf(response);
      return rephrased[name]?.reshape?.(answer) ?? answer;
    },
  };
}

async function yoga({ data, world }: Place) {
  const server = await startServer('yoga.ts', start(data.url));
  const { address } = server;
  return {
    server,
    requests: async ({ text, variables }: Question) =>
      variables(world).map((values) => requestOf({ address, key: null, body: { query: text, variables: values } })),
    answer: (_: Question, response: string) => dataOf(response),
  };
}

async function limit({ data, world }: Place) {
  const server = await startServer('limit.ts', start(data.url));
  const { address } = server;
  return {
    server,
    requests: async ({ name, variables }: Question) =>
      variables(world).map((values) => requestOf({ address, key: null, body: { question: name, variables: values } })),
    answer: (_: Question, response: string) => dataOf(response),
  };
}

async function ask(address: string, body: object): Promise<Json> {
  const connection = await Connection.open(address);
  try {
    return dataOf(bodyOf(await connection.ask(requestOf({ address, body, key: null }))));
  } finally {
    connection.close();
  }
}

function dataOf(response: string): Json {
  const { data, errors } = JSON.parse(response) as { data?: Json; errors?: Json };
  if (errors !== undefined || data === undefined) throw new Error(response.slice(0, 1000));
  return data;
}
