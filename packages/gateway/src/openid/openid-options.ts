/** Algorithms by which tokens may be signed: asymmetric ones only. Keys of HS256 are secrets that this gateway does not have. */
export const tokenAlgorithms = [
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
  'EdDSA',
  'Ed25519',
] as const;

/** One of {@link tokenAlgorithms}. */
export type TokenAlgorithm = (typeof tokenAlgorithms)[number];

/** The identity provider whose access tokens the gateway accepts. */
export interface OpenIdOptions {
  /** The claim `iss` of its tokens, exactly as the provider writes it. */
  issuer: string;
  /** The claim `aud` of the tokens for this gateway. */
  audience: string;
  /** The address of its keys. Null to read it from `<issuer>/.well-known/openid-configuration`. */
  jwksUrl: string | null;
  algorithms: readonly TokenAlgorithm[];
  /** Seconds by which the clocks of the provider and of the gateway may differ. */
  clockSkew: number;
  /** Times for its keys that differ from the defaults. */
  keyTimes?: Partial<KeyTimes>;
}

/** How long the keys of an identity provider are used, in milliseconds. */
export interface KeyTimes {
  /** After which keys are loaded again before they are used. */
  refresh: number;
  /** For which keys are used if they cannot be loaded again. */
  keep: number;
  /** Between two attempts to load keys because of a token with an unknown key. */
  cooldown: number;
  /** Between two attempts to load keys while the provider does not answer. */
  pause: number;
  /** For a response of the provider. */
  timeout: number;
}

/** The default times. */
export const defaultKeyTimes: KeyTimes = {
  refresh: 600_000,
  keep: 86_400_000,
  cooldown: 30_000,
  pause: 5000,
  timeout: 5000,
};

const localHosts = new Set(['localhost', '127.0.0.1', '[::1]']);

/** Whether nobody can change what this URL returns: it has the scheme https, or it is of this computer. */
export function isSafeUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, username, password } = new URL(text);
  const isSafe = protocol === 'https:' || (protocol === 'http:' && localHosts.has(hostname));
  return isSafe && username === '' && password === '';
}
