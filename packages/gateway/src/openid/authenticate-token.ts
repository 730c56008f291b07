import { inspect } from 'node:util';
import type { RequestOrigin, Viewer } from '@collective-impact/sdk';
import { type Database, followName, type SignIn, signInPerson } from '@collective-impact/store';
import type { Log } from '../shared/log.ts';
import { SharedReads } from '../shared/shared-reads.ts';
import { viewerOfRequest } from '../shared/viewer-of-request.ts';
import { InvalidTokenError, ownerOfToken, type TokenOwner } from './access-token.ts';
import { IssuerKeys } from './issuer-keys.ts';
import type { OpenIdOptions } from './openid-options.ts';

/** Signs in persons by the access tokens of an identity provider. */
export interface TokenSignIn {
  /** Returns the viewer of a token. Throws an `InvalidTokenError` or a `KeysUnavailableError`. */
  viewerOf(token: string, origin: RequestOrigin): Promise<Viewer>;
  /** Loads the keys of the provider, so that the first request does not wait. A failure is logged. */
  prepare(): Promise<void>;
}

/** Makes the sign-in for a provider. The database is asked only for tokens of the provider that are valid. */
export function signInByToken(gateway: { database: Database; log: Log; options: OpenIdOptions }): TokenSignIn {
  const { database, log, options } = gateway;
  const keys = new IssuerKeys(options, log);
  const report = (error: unknown) =>
    log({ level: 'error', message: 'The name of a principal could not be stored.', cause: inspect(error) });
  const signIns = new SharedReads<SignIn>();
  const signIn = async (owner: TokenOwner): Promise<SignIn> => {
    const found = await signInPerson(database, owner);
    // The requests do not wait for it, and do not fail with it.
    if (found.status === 'ACTIVE' && found.isNameDue) {
      followName(database, { principalId: found.principalId, name: owner.name }).catch(report);
    }
    return found;
  };
  return {
    viewerOf: async (token, origin) => {
      const owner = await ownerOfToken(token, { keys, options });
      const { issuer, subject, name } = owner;
      const found = await signIns.read(JSON.stringify([issuer, subject, name]), () => signIn(owner));
      if (found.status === 'REVOKED') throw new InvalidTokenError('REVOKED');
      return viewerOfRequest(found.viewer, origin);
    },
    prepare: () => keys.load({ after: 0 }),
  };
}
