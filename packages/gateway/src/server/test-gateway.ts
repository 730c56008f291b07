import { connect, type Socket } from 'node:net';
import {
  anonymous,
  ForbiddenError,
  InputError,
  newUuid,
  UnauthenticatedError,
  type Viewer,
} from '@collective-impact/sdk';
import { buildSchema, GraphQLError, type GraphQLFieldResolver, type GraphQLSchema } from 'graphql';
import { scalars } from '../shared/scalars.ts';
import { createGatewayServer, type Gateway, type GatewayServerOptions } from './gateway-server.ts';
import type { GatewayRequest } from './graphql-handler.ts';

/** The key of an operator, by which a {@link TestGateway} without a database knows it. */
export const testKey = 'a-key-that-only-the-tests-know';

const sdl = /* GraphQL */ `
  directive @page(default: Int! = 20, max: Int! = 100) on FIELD_DEFINITION
  directive @cost(weight: Int!, entry: Int! = 0) on FIELD_DEFINITION
  scalar Period
  type Query {
    hello(name: String, at: Period): String!
    viewer: String!
    positive(n: Int! = 1): Int
    slow: String
    analysis: Int @cost(weight: 500)
    figures(periods: [String!], by: [String!]): [Late!] @cost(weight: 500, entry: 5)
    comparisons(periods: [String!]): [Late!] @cost(weight: 500, entry: 50)
    fails(how: String!): String
    failsStrictly: String!
    list(first: Int): ItemConnection! @page
    plain: [Item!]!
    late: [Late!]
    deep: Query
  }
  type Mutation { set(to: String!): String }
  type ItemConnection { nodes: [Item!]! edges: [ItemEdge!]! }
  type ItemEdge { node: Item! }
  type Item { n: Int analysis: Item @cost(weight: 50) list(first: Int, last: Int): ItemConnection! @page plain: [Item!]! }
  type Late { waits: String! throws: String! }
`;

/** A schema with a field for each possible result of a request. */
export function testSchema(resolvers: Record<string, GraphQLFieldResolver<never, GatewayRequest>> = {}): GraphQLSchema {
  const schema = buildSchema(sdl);
  Object.assign(schema.getType('Period') ?? {}, { parseValue: scalars.Period.parseValue });
  const all: Record<string, GraphQLFieldResolver<never, GatewayRequest>> = {
    hello: (_, { name }) => `hello ${name ?? 'you'}`,
    viewer: (_, _args, { viewer }) => viewer.kind,
    positive: (_, { n }) => n,
    fails: (_, { how }) => fail(how),
    failsStrictly: () => fail('unknown'),
    list: () => ({ nodes: [] }),
    ...resolvers,
  };
  for (const [name, resolve] of Object.entries(all))
    Object.assign(schema.getQueryType()?.getFields()[name] ?? {}, { resolve });
  return schema;
}

function fail(how: string): never {
  const cause = new Error('relation "secrets" does not exist in /srv/app/db.ts');
  switch (how) {
    case 'input':
      throw new InputError('"x" is not an id');
    case 'forbidden':
      throw new ForbiddenError('you may not');
    case 'unauthenticated':
      throw new UnauthenticatedError('who are you');
    case 'coded':
      throw new GraphQLError('too early', { extensions: { code: 'TOO_EARLY' } });
    case 'uncoded':
      throw new GraphQLError('select * from secrets');
    default:
      throw new Error('select * from secrets', { cause });
  }
}

const testOperator: Viewer = {
  kind: 'PRINCIPAL',
  principal: { id: newUuid(), kind: 'SERVICE', name: 'Operator', isOperator: true },
  grants: [],
  agreements: [],
  origin: null,
};

function authenticateTest(authorization: string | undefined): Viewer {
  if (authorization === undefined) return anonymous;
  if (authorization === `Bearer ${testKey}`) return testOperator;
  throw new UnauthenticatedError('The API key is not valid.');
}

/** Eleven days, so that a slow machine does not count as a slow caller. A test of a timeout sets its own. */
const never = 1_000_000_000;
const patient = { headers: never, request: never, keepAlive: never, silence: never, close: never };

/** A gateway over {@link testSchema} on a free port. */
export class TestGateway {
  readonly gateway: Gateway;
  readonly logged: Record<string, unknown>[] = [];
  /** The lines of the log about requests. */
  readonly requests: Record<string, unknown>[] = [];
  address = '';

  constructor(options: Partial<GatewayServerOptions> = {}) {
    this.gateway = createGatewayServer({
      schema: testSchema(),
      makeContext: (request) => request,
      authenticate: authenticateTest,
      ready: async () => [],
      exampleQuery: async () => '{ hello }',
      log: (event) => {
        if (event.message === 'Request.') this.requests.push(event);
        else this.logged.push(event);
      },
      ...options,
      timeouts: { ...patient, ...options.timeouts },
    });
  }

  async start(): Promise<this> {
    this.address = await this.gateway.listen({ port: 0, host: '127.0.0.1' });
    return this;
  }

  /** Sends a query, and returns the status, the headers and the JSON of the response, without its `extensions`. */
  async ask(
    body: object,
    headers: Record<string, string> = {},
  ): Promise<{ status: number; headers: Headers; json: Answer; extensions: unknown }> {
    const response = await fetch(`${this.address}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
    const { extensions, ...json } = (await response.json()) as Answer & { extensions?: unknown };
    return { status: response.status, headers: response.headers, json, extensions };
  }

  /** Opens a connection for raw bytes. */
  connect(): RawConnection {
    return new RawConnection(Number(new URL(this.address).port));
  }
}

/** The response of a GraphQL server. */
export interface Answer {
  data?: Record<string, unknown> | null;
  errors?: { message: string; path?: unknown[]; extensions: Record<string, unknown> }[];
}

/** A connection for invalid or incomplete HTTP. */
export class RawConnection {
  readonly socket: Socket;
  received = '';

  constructor(port: number) {
    this.socket = connect(port, '127.0.0.1');
    this.socket.setEncoding('utf8').on('data', (text: string) => {
      this.received += text;
    });
    // A server can cut off a connection with a reset.
    this.socket.on('error', () => this.socket.destroy());
  }

  /** Resolves once the received data matches `pattern`. */
  until(pattern: RegExp): Promise<void> {
    return new Promise((resolve, reject) => {
      const settle = (act: () => void) => {
        this.socket.off('data', look).off('close', fail);
        act();
      };
      const look = () => {
        if (pattern.test(this.received)) settle(resolve);
      };
      const fail = () =>
        settle(() => reject(new Error(`closed after ${JSON.stringify(this.received.slice(0, 1000))}`)));
      this.socket.on('data', look).on('close', fail);
      look();
    });
  }

  /** Resolves once the connection is closed. */
  closed(): Promise<void> {
    return new Promise((seen) => {
      if (this.socket.destroyed) seen();
      this.socket.once('close', () => seen());
    });
  }
}
