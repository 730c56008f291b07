import { inspect } from 'node:util';
import { type RequestOrigin, UnauthenticatedError, type Viewer } from '@collective-impact/sdk';
import { type Database, isApiKey, type KeyOwner, noteKeyUse, viewerOfKey } from '@collective-impact/store';
import { LRUCache } from 'lru-cache';
import { isToken, type TokenSignIn } from '../openid/index.ts';
import type { Log } from '../shared/log.ts';
import { SharedReads } from '../shared/shared-reads.ts';
import { viewerOfRequest } from '../shared/viewer-of-request.ts';

/** Returns the viewer of a request from its `Authorization` header. Throws an `UnauthenticatedError` for an invalid one. */
export type Authenticate = (authorization: string | undefined, origin: RequestOrigin) => Viewer | Promise<Viewer>;

const invalidHeader = 'Invalid `Authorization` header. Send an API key as `Authorization: Bearer <key>`.';

/** The same if callers can also sign in with a token. */
const invalidHeaderOrToken =
  'Invalid `Authorization` header. Send an API key or an access token as `Authorization: Bearer <key or token>`.';

/** One message for every key without a viewer, so that a caller cannot find out which keys once existed. */
const invalidKey =
  'The API key is not valid: it is mistyped, unknown, expired or revoked. Ask the operator for a key, or send no `Authorization` header to read public data.';

/** How many keys that never become valid are remembered, and for how many milliseconds. */
const remembered = { max: 10_000, ttl: 60_000 };

/**
 * Without a header, the viewer is anonymous. With an API key, it is the principal of the key, and with an access token, it is the
 * principal of the person. Any other header throws an `UnauthenticatedError`, so that nobody mistakes a mistyped key for a key
 * without permissions.
 *
 * The database is asked for every valid key, so that a key that is revoked anywhere is rejected at the next request. Requests with
 * the same key that wait at the same time share a query that begins after they arrived. The database is not asked for a text that is
 * no key, or for a key that was unknown, revoked or expired a moment ago.
 */
export function authenticateBy(gateway: {
  database: Database;
  log: Log;
  tokens?: TokenSignIn | undefined;
}): Authenticate {
  const { database, log, tokens } = gateway;
  const rejected = new LRUCache<string, true>(remembered);

  const owners = new SharedReads<KeyOwner>();

  async function viewerOf(key: string, origin: RequestOrigin): Promise<Viewer> {
    const owner = await owners.read(key, () => ownerOf(key));
    if (owner.status !== 'ACTIVE') throw new UnauthenticatedError(invalidKey);
    return viewerOfRequest(owner.viewer, origin);
  }

  async function ownerOf(key: string): Promise<KeyOwner> {
    const owner = await viewerOfKey(database, key);
    if (owner.status !== 'ACTIVE') {
      if (owner.isFinal) rejected.set(key, true);
    } else if (owner.isUseDue) {
      // The requests do not wait for it, and do not fail with it.
      noteKeyUse(database, owner.keyId).catch(report);
    }
    return owner;
  }

  function report(error: unknown): void {
    log({ level: 'error', message: 'The last use of an API key could not be stored.', cause: inspect(error) });
  }

  return (authorization, origin) => {
    if (authorization === undefined) return { kind: 'ANONYMOUS', origin };
    const [, key] = /^Bearer +(\S+)$/i.exec(authorization) ?? [];
    if (key === undefined) throw new UnauthenticatedError(tokens ? invalidHeaderOrToken : invalidHeader);
    if (tokens && isToken(key)) return tokens.viewerOf(key, origin);
    if (!isApiKey(key) || rejected.has(key)) throw new UnauthenticatedError(invalidKey);
    return viewerOf(key, origin);
  };
}
