import type { IncomingMessage, ServerResponse } from 'node:http';
import { inspect } from 'node:util';
import type { GraphQLSchema } from 'graphql';
import { createExecutor, type ExecutionMode } from '../execution/index.ts';
import type { RateLimits } from '../rate-limits/index.ts';
import { type Log, standardErrorLog } from '../shared/log.ts';
import type { Authenticate } from './authenticate.ts';
import { createGraphQLServer } from './create-yoga.ts';
import type { AllowedOrigins } from './cross-origin.ts';
import { GraphiQL } from './graphiql/graphiql.ts';
import { type GatewayRequest, GraphQLHandler } from './graphql-handler.ts';
import { type Readiness, shared } from './health.ts';
import { CostlyOperations } from './limits/costly-operations.ts';
import { allowObjects, countLists } from './limits/counted-lists.ts';
import { defaultLimits, type RequestLimits } from './limits/limits.ts';
import type { ListenAddress } from './listen.ts';
import { type ConnectionCounter, Metrics } from './metrics.ts';
import { NodeServer, type Timeouts } from './node-server.ts';
import { assertDocuments, type PersistedDocuments } from './persisted-documents.ts';
import { Router } from './router.ts';

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
  const router = new Router({
    graphql,
    graphiql: new GraphiQL({ title: 'Collective Impact' }),
    hasPage,
    exampleQuery,
    ready: shared(options.ready),
    metrics,
    metricsKey,
    rateLimits,
    origins,
    log,
  });
  const handle = (request: IncomingMessage, response: ServerResponse) => router.route(request, response);
  return new NodeServer({ handle, log, timeouts: options.timeouts, maxConnections: options.maxConnections });
}
