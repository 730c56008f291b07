import type { IncomingMessage, ServerResponse } from 'node:http';
import { UnauthenticatedError, type Viewer } from '@collective-impact/sdk';
import type { Authenticate } from './authenticate.ts';
import type { createGraphQLServer } from './create-yoga.ts';
import { responseTooLarge } from './limits.ts';
import { discardRest, readBody } from './read-body.ts';
import { judgeForm, mediaTypeOf, notAcceptable, unsupported } from './request-form.ts';
import { asksForGraphQLResponse, type ErrorResponse, refuse } from './respond.ts';

/** A request as far as the context of its resolvers may know it. */
export interface GatewayRequest {
  viewer: Viewer;
  /** Aborts when the caller goes away before the answer. */
  readonly signal: AbortSignal;
}

/** The largest body of a GraphQL request, in bytes. */
export const largestBody = 1_000_000;

/** How long a caller whose body is too large may go on sending, in milliseconds. */
const lastPatience = 2000;

const bodyRefusals: Record<'TOO_LARGE' | 'NOT_UTF8' | 'EMPTY', ErrorResponse> = {
  TOO_LARGE: {
    status: 413,
    code: 'BODY_TOO_LARGE',
    message: `The request exceeds ${largestBody.toLocaleString('en')} bytes. Send less data, or import a file.`,
  },
  NOT_UTF8: { status: 400, code: 'BAD_REQUEST', message: 'The request body is not UTF-8. Encode it as UTF-8.' },
  EMPTY: { status: 400, code: 'BAD_REQUEST', message: 'The request has no body. Send a JSON object with a `query`.' },
};

/** What Yoga refuses without a word. */
const emptyAnswers: Record<number, ErrorResponse> = {
  406: notAcceptable,
  415: unsupported('send the request as Content-Type: application/json'),
};

/** Answers requests to `/graphql`. */
export class GraphQLHandler {
  readonly #graphql: ReturnType<typeof createGraphQLServer>;
  readonly #authenticate: Authenticate;
  readonly #makeContext: (request: GatewayRequest) => object | Promise<object>;
  readonly #largestAnswer: number;

  constructor(options: {
    graphql: ReturnType<typeof createGraphQLServer>;
    authenticate: Authenticate;
    makeContext: (request: GatewayRequest) => object | Promise<object>;
    /** In bytes. */
    largestAnswer: number;
  }) {
    this.#graphql = options.graphql;
    this.#authenticate = options.authenticate;
    this.#makeContext = options.makeContext;
    this.#largestAnswer = options.largestAnswer;
  }

  async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const refusal = judgeForm(request);
    if (refusal) {
      discardRest(request, lastPatience);
      return refuse(request, response, refusal);
    }
    const viewer = await this.#viewerOf(request, response);
    if (!viewer) return;
    const body = request.method === 'POST' ? await readBody(request, largestBody) : { text: undefined };
    if ('fault' in body) {
      if (body.fault === 'TOO_LARGE') discardRest(request, lastPatience);
      return refuse(request, response, bodyRefusals[body.fault]);
    }
    await this.#ask({ request, response, viewer, body: body.text });
  }

  async #viewerOf(request: IncomingMessage, response: ServerResponse): Promise<Viewer | undefined> {
    try {
      return await this.#authenticate(request.headers.authorization);
    } catch (error) {
      if (!(error instanceof UnauthenticatedError)) throw error;
      const headers = { 'www-authenticate': 'Bearer' };
      discardRest(request, lastPatience);
      refuse(request, response, { status: 401, code: 'UNAUTHENTICATED', message: error.message, headers });
      return undefined;
    }
  }

  async #ask(asked: {
    request: IncomingMessage;
    response: ServerResponse;
    viewer: Viewer;
    body: string | undefined;
  }): Promise<void> {
    const { request, response, viewer, body } = asked;
    const gatewayRequest = new RequestOf(viewer, response);
    // Which host was asked is of no consequence here, and a caller can write there what they like.
    const incoming = new this.#graphql.fetchAPI.Request(`http://localhost${request.url ?? '/graphql'}`, {
      method: request.method,
      headers: headersOf(request),
      body,
    });
    const makeContext = () => this.#makeContext(gatewayRequest);
    const answer = await this.#graphql.handleRequest(incoming, { makeContext });
    const text = await answer.text();
    const explained = text === '' ? emptyAnswers[answer.status] : undefined;
    if (explained) return refuse(request, response, explained);
    if (Buffer.byteLength(text) > this.#largestAnswer) {
      const status = asksForGraphQLResponse(request) ? 400 : 200;
      return refuse(request, response, { status, ...responseTooLarge(this.#largestAnswer) });
    }
    for (const [name, value] of answer.headers) response.setHeader(name, value);
    response.writeHead(answer.status).end(text);
  }
}

function headersOf({ headers }: IncomingMessage): Record<string, string> {
  const contentType = headers['content-type'];
  if (contentType !== undefined) headers['content-type'] = mediaTypeOf(contentType);
  return headers as Record<string, string>;
}

/** Makes the signal only for those who ask for it. */
class RequestOf implements GatewayRequest {
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
