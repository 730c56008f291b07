import { SetupError } from '@collective-impact/sdk';
import { describe, expect, it } from 'vitest';
import { openIdFrom } from './openid-settings.ts';

describe('the settings of an identity provider', () => {
  const valid = { OIDC_ISSUER: 'https://id.example/realms/town', OIDC_AUDIENCE: 'https://gateway.example' };
  const read = (more: Record<string, string> = {}) => openIdFrom({ ...valid, ...more });
  const useHttps = 'Use a URL with https. http is allowed for localhost only.';

  it('are absent without an issuer', () => {
    expect(openIdFrom({ OIDC_ISSUER: '', OIDC_AUDIENCE: '' })).toBeUndefined();
  });

  it('have defaults', () => {
    expect(read()).toEqual({
      issuer: valid.OIDC_ISSUER,
      audience: valid.OIDC_AUDIENCE,
      jwksUrl: null,
      algorithms: ['RS256', 'PS256', 'ES256', 'EdDSA'],
    });
  });

  it('come from the environment', () => {
    const more = { OIDC_JWKS_URL: 'https://id.example/keys', OIDC_ALGORITHMS: 'ES384, RS512' };
    expect(read(more)).toMatchObject({
      jwksUrl: 'https://id.example/keys',
      algorithms: ['RS512', 'ES384'],
    });
  });

  it.each(['http://localhost:8080', 'http://127.0.0.1', 'http://[::1]:1', 'https://id.example/'])(
    'accept the issuer %s',
    (issuer) => {
      expect(read({ OIDC_ISSUER: issuer })?.issuer).toBe(issuer);
    },
  );

  it.each([
    'http://id.example',
    'http://localhost.example',
    'ftp://id.example',
    'id.example',
    'https://ann:secret@id.example',
    'https://id.example?a=b',
    'https://id.example#a',
  ])('reject the issuer %s', (issuer) => {
    expect(() => read({ OIDC_ISSUER: issuer })).toThrow(
      new SetupError(`"${issuer}" is not valid for OIDC_ISSUER. ${useHttps}`),
    );
  });

  it.each(['none', 'HS256', 'rs256', ''])('reject the algorithm %j', (algorithm) => {
    expect(() => read({ OIDC_ALGORITHMS: `RS256,${algorithm}` })).toThrow(
      new SetupError(
        `"${algorithm}" is not valid in OIDC_ALGORITHMS. Use one or more of RS256, RS384, RS512, PS256, PS384, PS512, ES256, ES384, ES512, EdDSA, Ed25519.`,
      ),
    );
  });

  it('reject the default audience of Keycloak', () => {
    expect(() => read({ OIDC_AUDIENCE: 'account' })).toThrow(
      new SetupError(
        'OIDC_AUDIENCE cannot be "account", because Keycloak writes it into tokens for every client. Add an audience of this gateway to a client scope.',
      ),
    );
  });

  it('require an issuer', () => {
    const environment = { OIDC_AUDIENCE: 'a', OIDC_JWKS_URL: 'b' };
    expect(() => openIdFrom(environment)).toThrow(
      new SetupError('Set OIDC_ISSUER too: OIDC_AUDIENCE, OIDC_JWKS_URL have no effect without it.'),
    );
  });

  it('report every fault at once', () => {
    const environment = { OIDC_ISSUER: 'x', OIDC_JWKS_URL: 'http://id.example/keys', OIDC_ALGORITHMS: 'HS256' };
    expect(() => openIdFrom(environment)).toThrow(
      new SetupError(
        [
          `"x" is not valid for OIDC_ISSUER. ${useHttps}`,
          'OIDC_ISSUER requires OIDC_AUDIENCE: the audience that the identity provider writes into tokens for this gateway.',
          `"http://id.example/keys" is not valid for OIDC_JWKS_URL. ${useHttps}`,
          '"HS256" is not valid in OIDC_ALGORITHMS. Use one or more of RS256, RS384, RS512, PS256, PS384, PS512, ES256, ES384, ES512, EdDSA, Ed25519.',
        ].join(' '),
      ),
    );
  });
});
