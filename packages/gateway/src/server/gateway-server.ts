import type { IncomingMessage, ServerResponse } from 'node:http';
import { inspect } from 'node:util';
import type { GraphQLSchema } from 'graphql';
import { createExecutor, type ExecutionMode } from '../execution/index.ts';
import { type Log, standardErrorLog } from '../shared/log.ts';
import type { Authenticate } from './authenticate.ts';
import { allowObjects, countLists } from './counted-lists.ts';
import { createGraphQLServer } from './create-yoga.ts';
import { listEcosystems } from './example-query.ts';
import { assetsPath, GraphiQL } from './graphiql.ts';
import { type GatewayRequest, GraphQLHandler } from './graphql-handler.ts';
import { answerReady, type Readiness } from './health.ts';
import { defaultLimits, type RequestLimits } from './limits.ts';
import type { ListenAddress } from './listen.ts';
import { NodeServer, type Timeouts } from './node-server.ts';
import { refuse, sendJson, wantsPage } from './respond.ts';

/** A gateway: GraphQL and health over HTTP. */
export interface Gateway {
  /** Answers the address, such as `http://127.0.0.1:4000`; a port or address that cannot be had is a `SetupError`. */
  listen(address: ListenAddress): Promise<string>;
  /** Takes no more connections and waits for what is running; what takes too long is cut off. */
  close(): Promise<void>;
}

/** What serves a schema over HTTP. */
export interface GatewayServerOptions {
  schema: GraphQLSchema;
  /** Makes what the resolvers of one request receive, once the request is found valid. */
  makeContext: (request: GatewayRequest) => object | Promise<object>;
  /** Makes the viewer from the `Authorization` header; throws an `UnauthenticatedError`. */
  authenticate: Authenticate;
  ready: Readiness;
  /** Returns the query that GraphiQL shows first. */
  exampleQuery: () => Promise<string>;
  execution?: ExecutionMode;
  limits?: Partial<RequestLimits>;
  timeouts?: Partial<Timeouts>;
  log?: Log;
}

/** Puts a server together; it serves once it listens. */
export function createGatewayServer(options: GatewayServerOptions): Gateway {
  const { schema, execution, authenticate, makeContext, ready, exampleQuery, log = standardErrorLog } = options;
  if (schema.getSubscriptionType()) throw new Error('subscriptions are not served');
  const limits = { ...defaultLimits, ...options.limits };
  countLists(schema);
  const execute = createExecutor({
    schema,
    execution,
    begin: (context) => allowObjects(context as object, limits.objects),
    // A program is made when the request at hand is answered, interpreted, and nothing else is due.
    schedule: (compilation) => setImmediate(compilation),
    report: (error) => log({ level: 'error', message: 'a query is not compiled', cause: inspect(error) }),
  });
  const graphql = new GraphQLHandler({
    graphql: createGraphQLServer({ schema, execute, limits, log }),
    largestAnswer: limits.bytes,
    authenticate,
    makeContext,
  });
  const graphiql = new GraphiQL({ title: 'Collective Impact' });

  async function route(request: IncomingMessage, response: ServerResponse): Promise<void> {
    request.url = originForm(request.url ?? '/');
    const path = request.url.split('?', 1)[0] ?? '/';
    if (path === '/graphql') {
      return wantsPage(request) ? await sendPage(response) : await graphql.handle(request, response);
    }
    if (!knownPaths.has(path) && !path.startsWith(assetsPath)) return refuse(request, response, nothingHere);
    if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(request, response, readOnly);
    if (path === '/health') return sendJson(response, { status: 200, body: { status: 'live' } });
    if (path === '/ready') return await answerReady(response, { ready, log });
    if (path === '/') return welcome(request, response);
    if (!(await graphiql.sendAsset(request, response))) refuse(request, response, nothingHere);
  }

  /** The page is sent even if the database does not respond. */
  async function sendPage(response: ServerResponse): Promise<void> {
    const query = await exampleQuery().catch((error: unknown) => {
      log({ level: 'error', message: 'the example query could not be chosen', cause: inspect(error) });
      return listEcosystems;
    });
    await graphiql.sendPage(response, query);
  }

  return new NodeServer({ handle: route, log, timeouts: options.timeouts });
}

/** Proxies ask with a whole address, whose host is of no consequence here. */
function originForm(target: string): string {
  const rest = target.replace(/^https?:\/\/[^/?#]*/i, '');
  return rest === '' || rest.startsWith('?') ? `/${rest}` : rest;
}

const knownPaths = new Set(['/', '/health', '/ready']);

const nothingHere = {
  status: 404,
  code: 'NOT_FOUND',
  message: 'Not found. Use /graphql, /health or /ready.',
};

const readOnly = {
  status: 405,
  code: 'METHOD_NOT_ALLOWED',
  message: 'This address accepts only GET. Send queries to /graphql with POST.',
  headers: { allow: 'GET, HEAD' },
};

function welcome(request: IncomingMessage, response: ServerResponse): void {
  if (wantsPage(request)) response.writeHead(302, { location: '/graphql' }).end();
  else sendJson(response, { status: 200, body: { graphql: '/graphql', health: '/health', ready: '/ready' } });
}
