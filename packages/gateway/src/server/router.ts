import type { IncomingMessage, ServerResponse } from 'node:http';
import { inspect } from 'node:util';
import type { RateLimits } from '../rate-limits/index.ts';
import type { Log } from '../shared/log.ts';
import { type AllowedOrigins, answerCrossOrigin } from './cross-origin.ts';
import { listEcosystems } from './graphiql/example-query.ts';
import { assetsPath, type GraphiQL } from './graphiql/graphiql.ts';
import { discardTime, type GraphQLHandler } from './graphql-handler.ts';
import { answerReady, type Readiness } from './health.ts';
import type { Metrics } from './metrics.ts';
import { sendMetrics } from './metrics-handler.ts';
import { discardRest } from './read-body.ts';
import { type RequestRecord, startRecord } from './request-record.ts';
import { refuse, sendJson, tooManyRequests, wantsPage } from './respond.ts';

/** What answers the requests to each path. */
export interface Routes {
  graphql: GraphQLHandler;
  graphiql: GraphiQL;
  /** Whether browsers get GraphiQL. */
  hasPage: boolean;
  /** Returns the query that GraphiQL shows first. */
  exampleQuery: () => Promise<string>;
  ready: Readiness;
  /** Undefined without a key for `/metrics`. */
  metrics: Metrics | undefined;
  metricsKey: string | undefined;
  rateLimits: Pick<RateLimits, 'ofAddress'> | undefined;
  origins: AllowedOrigins;
  log: Log;
}

/** Passes each request to what answers its path: GraphQL, GraphiQL, health, readiness, or metrics. */
export class Router {
  readonly #routes: Routes;

  constructor(routes: Routes) {
    this.#routes = routes;
  }

  /** Answers a request. */
  async route(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { graphql, graphiql, hasPage, ready, metrics, metricsKey, rateLimits, origins, log } = this.#routes;
    request.url = originForm(request.url ?? '/');
    const path = request.url.split('?', 1)[0] ?? '/';
    if (path === '/graphql') {
      const record = startRecord(request, response);
      response.once('close', () => this.#finish(record, response));
      if (answerCrossOrigin({ request, response }, origins)) return;
      const wait = (await rateLimits?.ofAddress(request)) ?? 0;
      if (wait > 0) {
        discardRest(request, discardTime);
        return refuse(request, response, tooManyRequests(wait));
      }
      return wantsPage(request) && hasPage ? await this.#sendPage(response) : await graphql.handle(request, response);
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
  #finish(record: RequestRecord, response: ServerResponse): void {
    const { metrics, log } = this.#routes;
    const status = response.writableFinished ? response.statusCode : 499;
    const milliseconds = performance.now() - record.startedAt;
    metrics?.observe(record, { status, seconds: milliseconds / 1000 });
    const { startedAt: _, codes, ...rest } = record;
    const errors = codes.size > 0 ? { codes: [...codes] } : undefined;
    log({ level: 'info', message: 'Request.', ...rest, status, milliseconds: Math.round(milliseconds), ...errors });
  }

  /** The page is sent even if the database does not respond. */
  async #sendPage(response: ServerResponse): Promise<void> {
    const { exampleQuery, graphiql, log } = this.#routes;
    const query = await exampleQuery().catch((error: unknown) => {
      log({ level: 'error', message: 'The example query could not be chosen.', cause: inspect(error) });
      return listEcosystems;
    });
    await graphiql.sendPage(response, query);
  }
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
