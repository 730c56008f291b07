import type { IncomingMessage, ServerResponse } from 'node:http';
import { recordOf } from './request-record.ts';

/** The response to a request that is rejected. */
export interface ErrorResponse {
  status: number;
  code: string;
  message: string;
  headers?: Record<string, string>;
}

/** Headers of every response. They forbid type sniffing, framing, loading by other sites, and caching. */
const securityHeaders: Record<string, string> = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
};

/** The caller has sent too many requests, and may send the next one after some seconds. */
export function tooManyRequests(seconds: number): ErrorResponse {
  return {
    status: 429,
    code: 'RATE_LIMITED',
    message: `Too many requests. Try again in ${seconds} ${seconds === 1 ? 'second' : 'seconds'}.`,
    headers: { 'retry-after': String(seconds) },
  };
}

/** Sets the default headers of a response. A handler can override them afterward. */
export function secure(response: ServerResponse): void {
  for (const name in securityHeaders) response.setHeader(name, securityHeaders[name] ?? '');
}

/** Sends a JSON response. */
export function sendJson(
  response: ServerResponse,
  answer: { status: number; body: object; headers?: Record<string, string>; mediaType?: string },
): void {
  const { status, body, headers, mediaType = 'application/json' } = answer;
  const text = JSON.stringify(body);
  response.writeHead(status, {
    ...headers,
    'content-type': `${mediaType}; charset=utf-8`,
    'content-length': Buffer.byteLength(text),
  });
  response.end(text);
}

/** Sends an error in the form of a GraphQL response. */
export function refuse(request: IncomingMessage, response: ServerResponse, refusal: ErrorResponse): void {
  const { status, code, message, headers } = refusal;
  recordOf(response)?.codes.add(code);
  const mediaType = asksForGraphQLResponse(request) ? 'application/graphql-response+json' : undefined;
  sendJson(response, { status, body: { errors: [{ message, extensions: { code } }] }, headers, mediaType });
}

/** Whether the caller accepts `application/graphql-response+json`, with which the status reflects GraphQL errors. */
export function asksForGraphQLResponse(request: IncomingMessage): boolean {
  return request.headers.accept?.includes('application/graphql-response+json') ?? false;
}

/** Whether the caller is a browser that requests a page. */
export function wantsPage(request: IncomingMessage): boolean {
  return request.method === 'GET' && (request.headers.accept?.includes('text/html') ?? false);
}
