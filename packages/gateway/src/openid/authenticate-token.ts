import { inspect } from 'node:util';
import type { RequestOrigin, Viewer } from '@collective-impact/sdk';
import { type Database, followName, signInPerson } from '@collective-impact/store';
import type { Log } from '../shared/log.ts';
import { InvalidTokenError, ownerOfToken } from './access-token.ts';
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
  return {
    viewerOf: async (token, origin) => {
      const owner = await ownerOfToken(token, { keys, options });
      const signedIn = await signInPerson(database, { ...owner, origin });
      if (signedIn.status === 'REVOKED') throw new InvalidTokenError('REVOKED');
      const { viewer, principalId, isNameDue } = signedIn;
      // The request does not wait for it, and does not fail with it.
      if (isNameDue) followName(database, { principalId, name: owner.name }).catch(report);
      return viewer;
    },
    prepare: () => keys.load({ after: 0 }),
  };
}
