import { base64url, exportJWK, SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { InvalidTokenError, isToken, ownerOfToken, type TokenFault } from './access-token.ts';
import { IssuerKeys } from './issuer-keys.ts';
import { forgedToken, type IssuerKey, LocalIssuer, newIssuerKey, testAudience } from './local-issuer.fixture.ts';
import { type OpenIdOptions, tokenAlgorithms } from './openid-options.ts';

describe('an access token', () => {
  let issuer: LocalIssuer;
  let key: IssuerKey;
  let options: OpenIdOptions;
  let keys: IssuerKeys;
  beforeAll(async () => {
    key = await newIssuerKey('first');
    issuer = await new LocalIssuer([key]).start();
    const algorithms = ['RS256', 'PS256', 'ES256', 'EdDSA'] as const;
    options = { issuer: issuer.url, audience: testAudience, jwksUrl: null, algorithms, clockSkew: 60 };
    keys = new IssuerKeys(options, () => undefined);
  });
  afterAll(() => issuer.stop());

  const now = () => Math.floor(Date.now() / 1000);
  const owner = (token: string) => ownerOfToken(token, { keys, options });
  const faultOf = async (token: string): Promise<TokenFault | null> => {
    try {
      await owner(token);
      return null;
    } catch (error) {
      if (!(error instanceof InvalidTokenError)) throw error;
      expect(error.message).toBe(
        'The access token is not valid. It is malformed, expired, issued for another service, or your access was revoked. Sign in again, or omit the `Authorization` header to read public data.',
      );
      return error.fault;
    }
  };

  it('belongs to the person in its claims', async () => {
    expect(await owner(await issuer.token())).toEqual({ issuer: issuer.url, subject: 'ann', name: 'Ann' });
  });

  it.each(['RS256', 'PS256', 'ES256', 'EdDSA'])('can be signed by %s', async (algorithm) => {
    const signed = await newIssuerKey('other', algorithm);
    const provider = await new LocalIssuer([signed]).start();
    try {
      const own = { ...options, issuer: provider.url };
      const found = await ownerOfToken(await provider.token(), {
        keys: new IssuerKeys(own, () => undefined),
        options: own,
      });
      expect(found.subject).toBe('ann');
    } finally {
      await provider.stop();
    }
  });

  it.each<[string, Record<string, unknown>, TokenFault | null]>([
    ['for several audiences with this one', { aud: ['account', testAudience] }, null],
    ['without `aud`', { aud: undefined }, 'AUDIENCE'],
    ['for another audience', { aud: 'account' }, 'AUDIENCE'],
    ['for a longer audience', { aud: `${testAudience}/` }, 'AUDIENCE'],
    ['for several other audiences', { aud: ['account', 'other'] }, 'AUDIENCE'],
    ['with an audience that is an object', { aud: { 0: testAudience } }, 'AUDIENCE'],
    ['of another issuer', { iss: 'https://other.example' }, 'ISSUER'],
    ['without `iss`', { iss: undefined }, 'ISSUER'],
    ['without `sub`', { sub: undefined }, 'SUBJECT'],
    ['with an empty `sub`', { sub: '' }, 'SUBJECT'],
    ['with a `sub` that is a number', { sub: 1 }, 'SUBJECT'],
    ['with a `sub` that is too long', { sub: 'x'.repeat(256) }, 'SUBJECT'],
    ['with a control character in `sub`', { sub: 'ann\u0000' }, 'SUBJECT'],
    ['without `exp`', { exp: undefined }, 'EXPIRY'],
    ['with an `exp` that is a text', { exp: '9999999999' }, 'EXPIRY'],
    ['that expired within the clock skew', { exp: now() - 30 }, null],
    ['that expired before', { exp: now() - 90 }, 'EXPIRY'],
    ['that is in effect within the clock skew', { nbf: now() + 30 }, null],
    ['that is not yet in effect', { nbf: now() + 600 }, 'NOT_YET_VALID'],
  ])('%s is judged', async (_, claims, fault) => {
    expect(await faultOf(await issuer.token(claims))).toBe(fault);
  });

  it.each<[string, object, TokenFault]>([
    ['`none`', { alg: 'none' }, 'ALGORITHM'],
    ['`None`', { alg: 'None' }, 'ALGORITHM'],
    ['HS256', { alg: 'HS256' }, 'ALGORITHM'],
    ['an algorithm that is not allowed', { alg: 'ES384' }, 'ALGORITHM'],
    ['no algorithm', { alg: undefined }, 'ALGORITHM'],
    ['another algorithm than its key', { alg: 'RS256' }, 'UNKNOWN_KEY'],
    ['an unknown key', { kid: 'other' }, 'UNKNOWN_KEY'],
    ['no `kid`', { kid: undefined }, 'KEY_ID'],
    ['an empty `kid`', { kid: '' }, 'KEY_ID'],
    ['a `kid` that is a path', { kid: '../../dev/null' }, 'UNKNOWN_KEY'],
    ['an extension that must be understood', { crit: ['exp'], exp: 1 }, 'MALFORMED'],
  ])('with %s is rejected', async (_, header, fault) => {
    const claims = { iss: issuer.url, aud: testAudience, sub: 'ann', exp: now() + 600 };
    expect(await faultOf(forgedToken({ alg: 'ES256', kid: 'first', ...header }, claims))).toBe(fault);
  });

  it('signed with the public key as a secret is rejected', async () => {
    const secret = new TextEncoder().encode(JSON.stringify(key.jwk));
    const claims = { iss: issuer.url, aud: testAudience, sub: 'ann', exp: now() + 600 };
    const token = await new SignJWT(claims).setProtectedHeader({ alg: 'HS256', kid: 'first' }).sign(secret);
    expect(await faultOf(token)).toBe('ALGORITHM');
  });

  it('signed with another key is rejected, also if it brings that key', async () => {
    const other = await newIssuerKey('first');
    const jwk = await exportJWK(other.privateKey).then(({ d: _, ...open }) => open);
    expect(await faultOf(await issuer.token({}, { key: other }))).toBe('SIGNATURE');
    expect(await faultOf(await issuer.token({}, { key: other, header: { jwk } }))).toBe('SIGNATURE');
    const before = issuer.requests.length;
    expect(await faultOf(await issuer.token({}, { key: other, header: { jku: `${issuer.url}/evil` } }))).toBe(
      'SIGNATURE',
    );
    expect(issuer.requests.length).toBe(before);
  });

  it('with changed claims is rejected', async () => {
    const [head, , signature] = (await issuer.token()).split('.');
    const claims = { iss: issuer.url, aud: testAudience, sub: 'operator', exp: now() + 600 };
    const forged = `${head}.${base64url.encode(JSON.stringify(claims))}.${signature}`;
    expect(await faultOf(forged)).toBe('SIGNATURE');
    expect(await faultOf(`${head}.${forged.split('.')[1]}.`)).toBe('SIGNATURE');
  });

  it.each<[string, TokenFault]>([
    ['..', 'MALFORMED'],
    ['a.b.c', 'MALFORMED'],
    ['e30.e30.', 'ALGORITHM'],
    [`${'A'.repeat(8000)}.A.A`, 'MALFORMED'],
    ['W10.W10.AA', 'MALFORMED'],
  ])('that is %j is rejected', async (text, fault) => {
    expect(await faultOf(text)).toBe(fault);
  });

  it('has three parts', () => {
    expect(['a.b.c', 'a.b.', 'a.b', 'a.b.c.d', 'a b.c.d', 'ci_live_x'].map(isToken)).toEqual([
      true,
      true,
      false,
      false,
      false,
      false,
    ]);
  });

  it('is never signed with a secret or not at all', () => {
    expect(tokenAlgorithms.filter((name) => name.startsWith('HS') || name.toLowerCase() === 'none')).toEqual([]);
  });
});
