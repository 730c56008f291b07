import type { IncomingMessage, ServerResponse } from 'node:http';

/** The origins whose pages may use the gateway, such as `https://data.example.org`. `*` allows any origin, without a key. */
export type AllowedOrigins = readonly string[];

/** Seconds for which a browser may remember the response to a preflight. */
const maximumAge = 3600;

/**
 * Lets pages of the allowed origins read the response. Pages of other origins get no permission, and browsers keep the
 * response from them. Only a listed origin may send a key. Returns whether the request was a preflight, which is answered.
 */
export function answerCrossOrigin(
  { request, response }: { request: IncomingMessage; response: ServerResponse },
  origins: AllowedOrigins,
): boolean {
  const { origin } = request.headers;
  if (origins.length > 0) response.setHeader('vary', 'origin');
  const isListed = origin !== undefined && origins.includes(origin);
  if (origin === undefined || !(isListed || origins.includes('*'))) return false;
  response.setHeader('access-control-allow-origin', isListed ? origin : '*');
  response.setHeader('access-control-expose-headers', 'retry-after, x-request-id');
  response.setHeader('cross-origin-resource-policy', 'cross-origin');
  if (request.method !== 'OPTIONS' || request.headers['access-control-request-method'] === undefined) return false;
  response.setHeader('access-control-allow-methods', 'GET, POST');
  response.setHeader('access-control-allow-headers', isListed ? 'authorization, content-type' : 'content-type');
  response.setHeader('access-control-max-age', String(maximumAge));
  response.writeHead(204).end();
  return true;
}
