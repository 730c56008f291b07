import { createHash, timingSafeEqual } from 'node:crypto';
import { anonymous, operator, UnauthenticatedError, type Viewer } from '@collective-impact/sdk';

/** Returns the viewer of a request from its `Authorization` header. */
export type Authenticate = (authorization: string | undefined) => Viewer;

/**
 * Without a header, the viewer is anonymous. With the operator key, it is the operator. Any other header throws an
 * `UnauthenticatedError`, so that nobody mistakes a mistyped key for a key without permissions.
 */
export function authenticateBy(operatorKey: string | null): Authenticate {
  const expected = operatorKey === null ? null : digest(operatorKey);
  return (authorization) => {
    if (authorization === undefined) return anonymous;
    const [, key] = /^Bearer +(\S+)$/i.exec(authorization) ?? [];
    if (key === undefined) {
      throw new UnauthenticatedError('Invalid `Authorization` header. Send the key as `Authorization: Bearer <key>`.');
    }
    if (expected !== null && timingSafeEqual(digest(key), expected)) return operator;
    throw new UnauthenticatedError(
      'The key is not valid. Send the operator key, or no `Authorization` header to read public data.',
    );
  };
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
