import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { UnauthenticatedError, type Viewer } from '@collective-impact/sdk';
import { InvalidTokenError, KeysUnavailableError } from '../openid/index.ts';
import type { RateLimits } from '../rate-limits/index.ts';
import { callerOf } from '../shared/identity.ts';
import type { Authenticate } from './authenticate.ts';
import type { GraphQLServer } from './create-yoga.ts';
import { type RequestLimits, responseTooLarge } from './limits/limits.ts';
import { discardRest, readBody } from './read-body.ts';
import { judgeForm, mediaTypeOf, notAcceptable, unsupported } from './request-form.ts';
import { recordOf } from './request-record.ts';
import { asksForGraphQLResponse, type ErrorResponse, refuse, tooManyRequests } from './respond.ts';

/** The properties of a request for the context of its resolvers. */
export interface GatewayRequest {
  viewer: Viewer;
  /** Aborts if the caller disconnects before the response is sent. */
  readonly signal: AbortSignal;
}

/** Milliseconds for which a rejected caller may continue to send. */
export const discardTime = 2000;

const bodyTooLarge = (limit: number): ErrorResponse => ({
  status: 413,
  code: 'BODY_TOO_LARGE',
  message: `The request exceeds ${limit.toLocaleString('en')} bytes. Send less data, or import a file.`,
});

const bodyRefusals: Record<'NOT_UTF8' | 'EMPTY', ErrorResponse> = {
  NOT_UTF8: { status: 400, code: 'BAD_REQUEST', message: 'The request body is not UTF-8. Encode it as UTF-8.' },
  EMPTY: { status: 400, code: 'BAD_REQUEST', message: 'The request has no body. Send a JSON object with a `query`.' },
};

/** The messages for rejections that Yoga sends without a body. */
const emptyResponses: Record<number, ErrorResponse> = {
  406: notAcceptable,
  415: unsupported('The `Content-Type` is not supported. Use application/json.'),
};

function unavailableFor({ message, retryAfter }: KeysUnavailableError): ErrorResponse {
  return {
    status: 503,
    code: 'UNAVAILABLE',
    message: `${message} Try again in ${retryAfter} ${retryAfter === 1 ? 'second' : 'seconds'}.`,
    headers: { 'retry-after': String(retryAfter) },
  };
}

/** Handles requests to `/graphql`. */
export class GraphQLHandler {
  readonly #graphql: GraphQLServer;
  readonly #authenticate: Authenticate;
  readonly #makeContext: (request: GatewayRequest) => object | Promise<object>;
  readonly #rateLimits: Pick<RateLimits, 'addressOf' | 'ofViewer'> | undefined;
  readonly #limits: Pick<RequestLimits, 'requestBytes' | 'responseBytes'>;

  constructor(options: {
    graphql: GraphQLServer;
    authenticate: Authenticate;
    makeContext: (request: GatewayRequest) => object | Promise<object>;
    limits: Pick<RequestLimits, 'requestBytes' | 'responseBytes'>;
    rateLimits: Pick<RateLimits, 'addressOf' | 'ofViewer'> | undefined;
  }) {
    this.#graphql = options.graphql;
    this.#authenticate = options.authenticate;
    this.#makeContext = options.makeContext;
    this.#limits = options.limits;
    this.#rateLimits = options.rateLimits;
  }

  async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const refusal = judgeForm(request);
    if (refusal) {
      discardRest(request, discardTime);
      return refuse(request, response, refusal);
    }
    const viewer = await this.#viewerOf(request, response);
    if (!viewer) return;
    const record = recordOf(response);
    if (record) record.viewer = viewer.kind;
    const wait = (await this.#rateLimits?.ofViewer(viewer)) ?? 0;
    if (wait > 0) {
      discardRest(request, discardTime);
      return refuse(request, response, tooManyRequests(wait));
    }
    const { requestBytes } = this.#limits;
    const body = request.method === 'POST' ? await readBody(request, requestBytes) : { text: undefined };
    if ('fault' in body) {
      if (body.fault !== 'TOO_LARGE') return refuse(request, response, bodyRefusals[body.fault]);
      discardRest(request, discardTime);
      return refuse(request, response, bodyTooLarge(requestBytes));
    }
    await this.#execute({ request, response, viewer, body: body.text });
  }

  async #viewerOf(request: IncomingMessage, response: ServerResponse): Promise<Viewer | undefined> {
    try {
      const address = this.#rateLimits?.addressOf(request) ?? request.socket.remoteAddress ?? '';
      const origin = { address, requestId: recordOf(response)?.requestId ?? randomUUID() };
      return await this.#authenticate(request.headers.authorization, origin);
    } catch (error) {
      if (error instanceof KeysUnavailableError) {
        discardRest(request, discardTime);
        refuse(request, response, unavailableFor(error));
        return undefined;
      }
      if (!(error instanceof UnauthenticatedError)) throw error;
      const record = recordOf(response);
      if (record && error instanceof InvalidTokenError) record.tokenFault = error.fault;
      const headers = { 'www-authenticate': 'Bearer' };
      discardRest(request, discardTime);
      refuse(request, response, { status: 401, code: 'UNAUTHENTICATED', message: error.message, headers });
      return undefined;
    }
  }

  async #execute(call: {
    request: IncomingMessage;
    response: ServerResponse;
    viewer: Viewer;
    body: string | undefined;
  }): Promise<void> {
    const { request, response, viewer, body } = call;
    const gatewayRequest = new LazySignalRequest(viewer, response);
    const { 'content-type': contentType } = request.headers;
    if (contentType !== undefined) request.headers['content-type'] = mediaTypeOf(contentType);
    const { status, headers, text } = await this.#graphql(request, body, {
      makeContext: () => this.#makeContext(gatewayRequest),
      record: recordOf(response),
      signalOf: () => gatewayRequest.signal,
      caller: callerOf(viewer),
    });
    const rejection = text === '' ? emptyResponses[status] : undefined;
    if (rejection) return refuse(request, response, rejection);
    if (Buffer.byteLength(text) > this.#limits.responseBytes) {
      const refused = asksForGraphQLResponse(request) ? 400 : 200;
      return refuse(request, response, { status: refused, ...responseTooLarge(this.#limits.responseBytes) });
    }
    for (const [name, value] of headers) response.setHeader(name, value);
    response.writeHead(status).end(text);
  }
}

/** Creates the signal only if a resolver uses it. */
class LazySignalRequest implements GatewayRequest {
  readonly viewer: Viewer;
  readonly #response: ServerResponse;
  #controller: AbortController | undefined;

  constructor(viewer: Viewer, response: ServerResponse) {
    this.viewer = viewer;
    this.#response = response;
  }

  get signal(): AbortSignal {
    if (!this.#controller) {
      const controller = new AbortController();
      this.#controller = controller;
      this.#response.once('close', () => {
        if (!this.#response.writableFinished) controller.abort();
      });
    }
    return this.#controller.signal;
  }
}
