import { UnauthenticatedError } from '@collective-impact/sdk';
import { decodeJwt, decodeProtectedHeader, errors, type JWTPayload, jwtVerify } from 'jose';
import type { IssuerKeys, KeyHeader } from './issuer-keys.ts';
import type { OpenIdOptions } from './openid-options.ts';
import { nameIn } from './person-name.ts';

/** Why a token is rejected. The log contains the reason, the response does not. */
export type TokenFault =
  | 'MALFORMED'
  | 'ALGORITHM'
  | 'KEY_ID'
  | 'ISSUER'
  | 'AUDIENCE'
  | 'SUBJECT'
  | 'EXPIRY'
  | 'NOT_YET_VALID'
  | 'UNKNOWN_KEY'
  | 'SIGNATURE'
  | 'REVOKED';

/** One message for every token, so that a caller cannot find out why a forged token is rejected. */
const message =
  'The access token is not valid. It is malformed, expired, issued for another service, or your access was revoked. Sign in again, or omit the `Authorization` header to read public data.';

/** An access token is not valid. */
export class InvalidTokenError extends UnauthenticatedError {
  override name = 'InvalidTokenError';
  readonly fault: TokenFault;

  constructor(fault: TokenFault, options?: ErrorOptions) {
    super(message, options);
    this.fault = fault;
  }
}

/** The person of a valid token. */
export interface TokenOwner {
  readonly issuer: string;
  readonly subject: string;
  readonly name: string;
}

/** Longest `sub`: 255 characters, by OpenID Connect Core 1.0, section 2. */
const longestSubject = 255;

/** Whether a text has the three parts of a signed JSON Web Token. */
export function isToken(text: string): boolean {
  return /^[\w-]+\.[\w-]+\.[\w-]*$/.test(text);
}

/**
 * Returns the person of an access token. Throws an {@link InvalidTokenError} unless the provider issued it for this gateway and it is
 * in effect. What can be seen without a key is checked first, so that a forged token does not load keys.
 *
 * @see https://www.rfc-editor.org/rfc/rfc8725 for the attacks
 */
export async function ownerOfToken(
  token: string,
  { keys, options }: { keys: IssuerKeys; options: OpenIdOptions },
): Promise<TokenOwner> {
  const { issuer, audience, algorithms, clockSkew } = options;
  const header = headerOf(token, algorithms);
  judgeAddressee(token, options);
  const key = await keys.find(header);
  if (!key) throw new InvalidTokenError('UNKNOWN_KEY');
  const { payload } = await verify(() =>
    jwtVerify(token, key, {
      algorithms: [...algorithms],
      issuer,
      audience,
      clockTolerance: clockSkew,
      requiredClaims: ['exp', 'sub'],
    }),
  );
  const subject = subjectIn(payload);
  return { issuer, subject, name: nameIn(payload, subject) };
}

function headerOf(token: string, algorithms: readonly string[]): KeyHeader {
  const { alg, kid } = parsed(() => decodeProtectedHeader(token));
  if (alg === undefined || !algorithms.includes(alg)) throw new InvalidTokenError('ALGORITHM');
  if (typeof kid !== 'string' || kid === '') throw new InvalidTokenError('KEY_ID');
  return { alg, kid };
}

function judgeAddressee(token: string, { issuer, audience }: OpenIdOptions): void {
  const { iss, aud } = parsed(() => decodeJwt(token));
  if (iss !== issuer) throw new InvalidTokenError('ISSUER');
  if (aud !== audience && !(Array.isArray(aud) && aud.includes(audience))) throw new InvalidTokenError('AUDIENCE');
}

function parsed<T>(read: () => T): T {
  try {
    return read();
  } catch (cause) {
    throw new InvalidTokenError('MALFORMED', { cause });
  }
}

async function verify<T>(run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    throw error instanceof errors.JOSEError ? new InvalidTokenError(faultOf(error), { cause: error }) : error;
  }
}

const faultsOfClaims: Record<string, TokenFault> = {
  exp: 'EXPIRY',
  nbf: 'NOT_YET_VALID',
  iss: 'ISSUER',
  aud: 'AUDIENCE',
  sub: 'SUBJECT',
};

function faultOf(error: Error): TokenFault {
  if (error instanceof errors.JWSSignatureVerificationFailed) return 'SIGNATURE';
  if (error instanceof errors.JWTExpired || error instanceof errors.JWTClaimValidationFailed) {
    return faultsOfClaims[error.claim] ?? 'MALFORMED';
  }
  return 'MALFORMED';
}

function subjectIn({ sub }: JWTPayload): string {
  const isSubject = typeof sub === 'string' && sub !== '' && sub.length <= longestSubject;
  if (isSubject && sub.isWellFormed() && !/\p{Cc}/u.test(sub)) return sub;
  throw new InvalidTokenError('SUBJECT');
}
