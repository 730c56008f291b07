import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { TokenFault } from '../openid/index.ts';

/** What the log and the metrics contain of a request. It has no address, no key, no variables and no text of a query. */
export interface RequestRecord {
  readonly requestId: string;
  /** `performance.now()` when the request arrived. */
  readonly startedAt: number;
  /** The kind of viewer; undefined if the request was rejected before. */
  viewer?: string;
  operation?: 'query' | 'mutation' | 'subscription';
  /** The name of the operation in the document; its beginning if it is long. */
  operationName?: string | undefined;
  cost?: number;
  /** Why the access token was rejected. The caller does not learn it. */
  tokenFault?: TokenFault;
  /** The codes of the errors of the response, each once. */
  readonly codes: Set<string>;
}

const records = new WeakMap<ServerResponse, RequestRecord>();

/** A request id of a proxy, if it is harmless. */
const acceptableId = /^[\w.-]{8,64}$/;

/** Starts the record of a request, and returns its id to the caller in `X-Request-Id`. */
export function startRecord(request: IncomingMessage, response: ServerResponse): RequestRecord {
  const given = String(request.headers['x-request-id'] ?? '');
  const requestId = acceptableId.test(given) ? given : randomUUID();
  response.setHeader('x-request-id', requestId);
  const record: RequestRecord = { requestId, startedAt: performance.now(), codes: new Set() };
  records.set(response, record);
  return record;
}

/** The record of the request that this response belongs to. Undefined for requests without a record. */
export function recordOf(response: ServerResponse): RequestRecord | undefined {
  return records.get(response);
}
