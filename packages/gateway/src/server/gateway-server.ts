import type { IncomingMessage, ServerResponse } from 'node:http';
import { inspect } from 'node:util';
import type { GraphQLSchema } from 'graphql';
import { createExecutor, type ExecutionMode } from '../execution/index.ts';
import type { RateLimits } from '../rate-limits/index.ts';
import { type Log, standardErrorLog } from '../shared/log.ts';
import type { Authenticate } from './authenticate.ts';
import { createGraphQLServer } from './create-yoga.ts';
import { type AllowedOrigins, answerCrossOrigin } from './cross-origin.ts';
import { listEcosystems } from './graphiql/example-query.ts';
import { assetsPath, GraphiQL } from './graphiql/graphiql.ts';
import { discardTime, type GatewayRequest, GraphQLHandler } from './graphql-handler.ts';
import { answerReady, type Readiness, shared } from './health.ts';
import { CostlyOperations } from './limits/costly-operations.ts';
import { allowObjects, countLists } from './limits/counted-lists.ts';
import { defaultLimits, type RequestLimits } from './limits/limits.ts';
import type { ListenAddress } from './listen.ts';
import { type ConnectionCounter, Metrics } from './metrics.ts';
import { sendMetrics } from './metrics-handler.ts';
import { NodeServer, type Timeouts } from './node-server.ts';
import { assertDocuments, type PersistedDocuments } from './persisted-documents.ts';
import { discardRest } from './read-body.ts';
import { type RequestRecord, startRecord } from './request-record.ts';
import { refuse, sendJson, tooManyRequests, wantsPage } from './respond.ts';

/** A gateway: GraphQL and health over HTTP. */
export interface Gateway {
  /** Starts to listen and returns the URL, such as `http://127.0.0.1:4000`. Throws a `SetupError` if that is impossible. */
  listen(address: ListenAddress): Promise<string>;
  /** Accepts no more connections and waits for running requests. Requests that take too long are cut off. */
  close(): Promise<void>;
}

/** What a gateway offers to its callers. */
export interface GatewayFeatures {
  /** The origins whose pages may use the gateway; none by default. */
  origins?: AllowedOrigins;
  /** Whether callers can read the schema; by default they can. */
  introspection?: boolean;
  /** Whether browsers get GraphiQL; by default they do. */
  graphiql?: boolean;
  /** Documents that callers can run by their id. */
  documents?: PersistedDocuments | undefined;
  /** Connections of callers that are open at a time. Further ones are closed at once. Default: 10,000. */
  maxConnections?: number;
  /** The key for `/metrics`. Without a key there are no metrics. */
  metricsKey?: string | undefined;
}

/** Options of {@link createGatewayServer}. */
export interface GatewayServerOptions extends GatewayFeatures {
  schema: GraphQLSchema;
  /** Creates the context of the resolvers, after the request has been validated. */
  makeContext: (request: GatewayRequest) => object | Promise<object>;
  /** Returns the viewer for the `Authorization` header, or throws an `UnauthenticatedError`. */
  authenticate: Authenticate;
  ready: Readiness;
  /** Returns the query that GraphiQL shows first. */
  exampleQuery: () => Promise<string>;
  execution?: ExecutionMode;
  limits?: Partial<RequestLimits>;
  /** The budgets of callers. No limits by default. */
  rateLimits?: Pick<RateLimits, 'addressOf' | 'ofAddress' | 'ofViewer'> | undefined;
  timeouts?: Partial<Timeouts>;
  log?: Log;
  /** Counts the connections to the database, for the metrics. */
  connections?: ConnectionCounter;
}

/** Creates a server for a schema. It accepts requests after `listen`. */
export function createGatewayServer(options: GatewayServerOptions): Gateway {
  const { schema, execution, authenticate, makeContext, exampleQuery, log = standardErrorLog } = options;
  if (schema.getSubscriptionType()) throw new Error('Subscriptions are not supported.');
  const { rateLimits, origins = [], introspection = true, graphiql: hasPage = true, documents, metricsKey } = options;
  if (documents) assertDocuments(schema, documents.documents);
  const metrics = metricsKey === undefined ? undefined : new Metrics({ connections: options.connections });
  const ready = shared(options.ready);
  const limits = { ...defaultLimits, ...options.limits };
  countLists(schema);
  const execute = createExecutor({
    schema,
    execution,
    begin: (context) => allowObjects(context as object, limits.objects),
    // The current request is interpreted. The query is compiled after that, when the event loop is idle.
    schedule: (compilation) => setImmediate(compilation),
    report: (error) => log({ level: 'error', message: 'A query could not be compiled.', cause: inspect(error) }),
  });
  const costly = new CostlyOperations({ runningCost: limits.runningCost, waiting: 100, waitTime: 10_000 });
  const graphql = new GraphQLHandler({
    graphql: createGraphQLServer({ schema, execute, limits, costly, introspection, documents, log }),
    limits,
    rateLimits,
    authenticate,
    makeContext,
  });
  const graphiql = new GraphiQL({ title: 'Collective Impact' });

  async function route(request: IncomingMessage, response: ServerResponse): Promise<void> {
    request.url = originForm(request.url ?? '/');
    const path = request.url.split('?', 1)[0] ?? '/';
    if (path === '/graphql') {
      const record = startRecord(request, response);
      response.once('close', () => finish(record, response));
      if (answerCrossOrigin({ request, response }, origins)) return;
      const wait = (await rateLimits?.ofAddress(request)) ?? 0;
      if (wait > 0) {
        discardRest(request, discardTime);
        return refuse(request, response, tooManyRequests(wait));
      }
      return wantsPage(request) && hasPage ? await sendPage(response) : await graphql.handle(request, response);
    }
    const isKnown =
      knownPaths.has(path) || (path === '/metrics' && metrics) || (hasPage && path.startsWith(assetsPath));
    if (!isKnown) return refuse(request, response, notFound);
    if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(request, response, readOnly);
    if (path === '/health') return sendJson(response, { status: 200, body: { status: 'live' } });
    if (path === '/ready') return await answerReady(response, { ready, log });
    if (metrics && metricsKey !== undefined && path === '/metrics') {
      return await sendMetrics({ request, response }, { metrics, key: metricsKey });
    }
    if (path === '/') return welcome(request, response);
    if (!(await graphiql.sendAsset(request, response))) refuse(request, response, notFound);
  }

  /** Logs and counts a request. A caller that disconnected before the response has status 499, as in other servers. */
  function finish(record: RequestRecord, response: ServerResponse): void {
    const status = response.writableFinished ? response.statusCode : 499;
    const milliseconds = performance.now() - record.startedAt;
    metrics?.observe(record, { status, seconds: milliseconds / 1000 });
    const { startedAt: _, codes, ...rest } = record;
    const errors = codes.size > 0 ? { codes: [...codes] } : undefined;
    log({ level: 'info', message: 'Request.', ...rest, status, milliseconds: Math.round(milliseconds), ...errors });
  }

  /** The page is sent even if the database does not respond. */
  async function sendPage(response: ServerResponse): Promise<void> {
    const query = await exampleQuery().catch((error: unknown) => {
      log({ level: 'error', message: 'The example query could not be chosen.', cause: inspect(error) });
      return listEcosystems;
    });
    await graphiql.sendPage(response, query);
  }

  return new NodeServer({ handle: route, log, timeouts: options.timeouts, maxConnections: options.maxConnections });
}

/** Proxies send a complete URL. Its host is not used. */
function originForm(target: string): string {
  const rest = target.replace(/^https?:\/\/[^/?#]*/i, '');
  return rest === '' || rest.startsWith('?') ? `/${rest}` : rest;
}

const knownPaths = new Set(['/', '/health', '/ready']);

const notFound = {
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
