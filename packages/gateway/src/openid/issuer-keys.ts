import { inspect } from 'node:util';
import {
  type CryptoKey,
  createLocalJWKSet,
  type FlattenedJWSInput,
  type JSONWebKeySet,
  type JWSHeaderParameters,
} from 'jose';
import type { Log } from '../shared/log.ts';
import { loadJson } from './load-json.ts';
import { defaultKeyTimes, isSafeUrl, type KeyTimes, type OpenIdOptions } from './openid-options.ts';

/** The header of a token that names its key. */
export interface KeyHeader {
  readonly alg: string;
  readonly kid: string;
}

/** The keys of the identity provider cannot be loaded, so that nobody knows whether a token is valid. */
export class KeysUnavailableError extends Error {
  override name = 'KeysUnavailableError';
  /** Seconds after which another attempt may succeed. */
  readonly retryAfter: number;

  constructor(retryAfter: number) {
    super('Access tokens cannot be checked, because the identity provider does not answer.');
    this.retryAfter = retryAfter;
  }
}

type KeySet = (header: JWSHeaderParameters, token: FlattenedJWSInput) => Promise<CryptoKey>;

/**
 * The public keys of an identity provider. They are loaded when they are needed, and again after a time. A token with an unknown key
 * loads them again too, because the provider may have a new key, but not more often than the cooldown allows. If the provider does
 * not answer, the keys that are known stay in use.
 */
export class IssuerKeys {
  readonly #options: OpenIdOptions;
  readonly #times: KeyTimes;
  readonly #log: Log;
  #keys: KeySet | undefined;
  #loadedAt = Number.NEGATIVE_INFINITY;
  #triedAt = Number.NEGATIVE_INFINITY;
  #hasFailed = false;
  #loading: Promise<void> | undefined;

  constructor(options: OpenIdOptions, log: Log) {
    this.#options = options;
    this.#times = { ...defaultKeyTimes, ...options.keyTimes };
    this.#log = log;
  }

  /** The key of a token, or undefined if the provider has no such key. Throws a {@link KeysUnavailableError}. */
  async find(header: KeyHeader): Promise<CryptoKey | undefined> {
    const { refresh, keep, cooldown, pause } = this.#times;
    if (since(this.#loadedAt) >= refresh) await this.#reload({ after: this.#hasFailed ? pause : 0 });
    if (!this.#keys || since(this.#loadedAt) >= keep) throw this.#unavailable();
    const known = await keyIn(this.#keys, header);
    if (known) return known;
    await this.#reload({ after: this.#hasFailed ? pause : cooldown });
    if (this.#hasFailed) throw this.#unavailable();
    return await keyIn(this.#keys, header);
  }

  /** While the provider does not answer, no request waits for it. */
  async #reload({ after }: { after: number }): Promise<void> {
    const isFailing = this.#hasFailed;
    const loading = this.load({ after });
    if (!isFailing) await loading;
  }

  /** Loads the keys, unless they were loaded less than `after` milliseconds ago. A failure is logged. */
  async load({ after }: { after: number }): Promise<void> {
    if (!this.#loading && since(this.#triedAt) < after) return;
    this.#loading ??= this.#load().finally(() => {
      this.#loading = undefined;
    });
    await this.#loading;
  }

  async #load(): Promise<void> {
    try {
      this.#keys = await this.#download();
      this.#loadedAt = performance.now();
      this.#hasFailed = false;
    } catch (error) {
      this.#hasFailed = true;
      this.#log({
        level: 'error',
        message: 'The keys of the identity provider were not loaded.',
        cause: inspect(error),
      });
    }
    this.#triedAt = performance.now();
  }

  async #download(): Promise<KeySet> {
    const { timeout } = this.#times;
    const url = this.#options.jwksUrl ?? (await this.#discover());
    const { keys } = await loadJson(url, { timeout });
    if (!Array.isArray(keys) || keys.length === 0) throw new Error(`${url} contains no keys.`);
    const set: JSONWebKeySet = { keys };
    return createLocalJWKSet(set);
  }

  /** Reads the address of the keys from the configuration that the provider publishes. */
  async #discover(): Promise<string> {
    const { issuer } = this.#options;
    const url = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
    const found = await loadJson(url, { timeout: this.#times.timeout });
    if (found.issuer !== issuer) {
      throw new Error(
        `${url} states the issuer ${inspect(found.issuer)}. If this is your identity provider, set OIDC_ISSUER to exactly this text.`,
      );
    }
    if (typeof found.jwks_uri === 'string' && isSafeUrl(found.jwks_uri)) return found.jwks_uri;
    throw new Error(`${url} has no \`jwks_uri\` with https.`);
  }

  #unavailable(): KeysUnavailableError {
    return new KeysUnavailableError(Math.max(1, Math.ceil(this.#times.pause / 1000)));
  }
}

function since(time: number): number {
  return performance.now() - time;
}

/** Undefined if no key, or more than one, has this id and fits the algorithm, and if the provider publishes a malformed key. */
async function keyIn(keys: KeySet, { alg, kid }: KeyHeader): Promise<CryptoKey | undefined> {
  try {
    return await keys({ alg, kid }, { payload: '', signature: '' });
  } catch {
    return undefined;
  }
}
