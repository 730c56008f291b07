import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { IssuerKeys, KeysUnavailableError } from './issuer-keys.ts';
import { type IssuerKey, LocalIssuer, newIssuerKey, testAudience } from './local-issuer.fixture.ts';
import type { KeyTimes, OpenIdOptions } from './openid-options.ts';

const never = 1_000_000_000;

describe('the keys of an identity provider', () => {
  let issuer: LocalIssuer;
  let [first, second]: IssuerKey[] = [];
  let logged: Record<string, unknown>[];
  beforeEach(async () => {
    [first, second] = [await newIssuerKey('first'), await newIssuerKey('second')];
    issuer = await new LocalIssuer([first]).start();
    logged = [];
  });
  afterEach(async () => {
    vi.restoreAllMocks();
    await issuer.stop();
  });

  const keysOf = (times: Partial<KeyTimes> = {}, options: Partial<OpenIdOptions> = {}) => {
    const all = { issuer: issuer.url, audience: testAudience, jwksUrl: null, algorithms: [], clockSkew: 0, ...options };
    const keyTimes = { refresh: never, keep: never, cooldown: never, pause: never, timeout: never, ...times };
    return new IssuerKeys({ ...all, keyTimes }, (event) => logged.push(event));
  };
  const header = (kid: string, alg = 'ES256') => ({ alg, kid });

  it('are loaded once for all tokens, also for those at the same time', async () => {
    const keys = keysOf();
    const found = await Promise.all([1, 2, 3].map(() => keys.find(header('first'))));
    expect(found.map((key) => key?.type)).toEqual(['public', 'public', 'public']);
    await keys.find(header('first'));
    expect(issuer.requests).toEqual(['/realms/test/.well-known/openid-configuration', '/realms/test/keys']);
  });

  it('come from a stated address without the configuration', async () => {
    const keys = keysOf({}, { jwksUrl: `${issuer.url}/keys` });
    expect((await keys.find(header('first')))?.type).toBe('public');
    expect(issuer.requests).toEqual(['/realms/test/keys']);
  });

  it('have an algorithm', async () => {
    expect(await keysOf().find(header('first', 'RS256'))).toBeUndefined();
  });

  it('are loaded again for an unknown key, but not within the cooldown', async () => {
    const keys = keysOf({ cooldown: 0 });
    await keys.find(header('first'));
    issuer.published = [first as IssuerKey, second as IssuerKey];
    expect((await keys.find(header('second')))?.type).toBe('public');
    expect(issuer.loads).toBe(2);
    const patient = keysOf();
    for (let times = 0; times < 100; times++) expect(await patient.find(header(`forged ${times}`))).toBeUndefined();
    expect(issuer.loads).toBe(3);
  });

  it('are refused once the provider has withdrawn them and they were loaded again', async () => {
    const keys = keysOf({ refresh: 0 });
    expect((await keys.find(header('first')))?.type).toBe('public');
    issuer.published = [second as IssuerKey];
    expect(await keys.find(header('first'))).toBeUndefined();
  });

  it.each(['FAILS', 'HANGS'] as const)('stay in use while the provider %s, and nobody waits twice', async (mood) => {
    // The test ends the time of a request, so that none that is answered ends by time.
    const limits: AbortController[] = [];
    const limit = vi.spyOn(AbortSignal, 'timeout').mockImplementation(() => {
      const controller = new AbortController();
      limits.push(controller);
      return controller.signal;
    });
    const keys = keysOf({ refresh: 0, timeout: 100 });
    await keys.find(header('first'));
    issuer.mood = mood;
    const before = issuer.requests.length;
    const found = keys.find(header('first'));
    await expect.poll(() => issuer.requests.length).toBe(before + 1);
    if (mood === 'HANGS') limits.at(-1)?.abort(new DOMException('Too late.', 'TimeoutError'));
    expect((await found)?.type).toBe('public');
    for (let times = 0; times < 3; times++) expect((await keys.find(header('first')))?.type).toBe('public');
    expect(issuer.requests.length - before).toBe(1);
    expect(limit.mock.lastCall).toEqual([100]);
    expect(logged).toEqual([
      { level: 'error', message: 'The keys of the identity provider were not loaded.', cause: expect.any(String) },
    ]);
    await expect(keys.find(header('second'))).rejects.toThrow(KeysUnavailableError);
  });

  it('are unavailable until the provider responds for the first time', async () => {
    issuer.mood = 'FAILS';
    const keys = keysOf({ pause: 0 });
    await expect(keys.find(header('first'))).rejects.toThrow(KeysUnavailableError);
    issuer.mood = 'ANSWERS';
    await expect.poll(async () => (await keys.find(header('first')).catch(() => undefined))?.type).toBe('public');
  });

  it('are not kept without end', async () => {
    const keys = keysOf({ refresh: 0, keep: 0 });
    await expect(keys.find(header('first'))).rejects.toThrow(KeysUnavailableError);
  });

  it.each<[string, Record<string, unknown>]>([
    ['of another issuer', { issuer: 'https://other.example' }],
    ['without an address of keys', { jwks_uri: undefined }],
    ['with an address that is not safe', { jwks_uri: 'http://keys.example/keys' }],
  ])('are not loaded by a configuration %s', async (_, configuration) => {
    issuer.configuration = configuration;
    await expect(keysOf().find(header('first'))).rejects.toThrow(KeysUnavailableError);
    expect(issuer.loads).toBe(0);
  });

  it('are not loaded from a response without keys, so that those in use are kept', async () => {
    const keys = keysOf({ refresh: 0 });
    await keys.find(header('first'));
    issuer.published = [];
    expect((await keys.find(header('first')))?.type).toBe('public');
  });
});
