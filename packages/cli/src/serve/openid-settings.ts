import { isSafeUrl, type OpenIdOptions, type TokenAlgorithm, tokenAlgorithms } from '@collective-impact/gateway';
import { SetupError } from '@collective-impact/sdk';
import type { Environment } from '../settings.ts';

/** The algorithms that are accepted by default. */
const defaultAlgorithms = 'RS256,PS256,ES256,EdDSA';

/** Settings that mean nothing without an issuer. */
const dependent = ['OIDC_AUDIENCE', 'OIDC_JWKS_URL', 'OIDC_ALGORITHMS'] as const;

/**
 * The identity provider of `serve`, or undefined if `OIDC_ISSUER` is not set. Throws a `SetupError` that lists every invalid
 * variable.
 */
export function openIdFrom(environment: Environment): Omit<OpenIdOptions, 'clockSkew'> | undefined {
  const issuer = environment.OIDC_ISSUER ?? '';
  if (issuer === '') {
    const set = dependent.filter((variable) => environment[variable]);
    if (set.length === 0) return undefined;
    throw new SetupError(
      `Set OIDC_ISSUER too: ${set.join(', ')} ${set.length === 1 ? 'has' : 'have'} no effect without it.`,
    );
  }
  const audience = environment.OIDC_AUDIENCE ?? '';
  const jwksUrl = environment.OIDC_JWKS_URL || null;
  const { algorithms, unknown } = algorithmsFrom(environment.OIDC_ALGORITHMS || defaultAlgorithms);
  const faults = [
    ...judgeIssuer(issuer),
    ...judgeAudience(audience),
    ...(jwksUrl !== null && !isSafeUrl(jwksUrl)
      ? [`"${shown(jwksUrl)}" is not valid for OIDC_JWKS_URL. ${useHttps}`]
      : []),
    ...unknown.map(
      (name) => `"${shown(name)}" is not valid in OIDC_ALGORITHMS. Use one or more of ${tokenAlgorithms.join(', ')}.`,
    ),
  ];
  if (faults.length > 0) throw new SetupError(faults.join(' '));
  return { issuer, audience, jwksUrl, algorithms };
}

const useHttps = 'Use a URL with https. http is allowed for localhost only.';

function judgeIssuer(issuer: string): string[] {
  const isIssuer = isSafeUrl(issuer) && !/[?#\s]/.test(issuer);
  return isIssuer ? [] : [`"${shown(issuer)}" is not valid for OIDC_ISSUER. ${useHttps}`];
}

function judgeAudience(audience: string): string[] {
  if (audience === '') {
    return [
      'OIDC_ISSUER requires OIDC_AUDIENCE: the audience that the identity provider writes into tokens for this gateway.',
    ];
  }
  if (audience !== 'account') return [];
  return [
    'OIDC_AUDIENCE cannot be "account", because Keycloak writes it into tokens for every client. Add an audience of this gateway to a client scope.',
  ];
}

function algorithmsFrom(text: string): { algorithms: TokenAlgorithm[]; unknown: string[] } {
  const names = text.split(',').map((part) => part.trim());
  return {
    algorithms: tokenAlgorithms.filter((algorithm) => names.includes(algorithm)),
    unknown: names.filter((name) => !tokenAlgorithms.some((algorithm) => algorithm === name)),
  };
}

function shown(text: string): string {
  return text.slice(0, 60);
}
