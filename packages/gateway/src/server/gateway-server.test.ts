import { once } from 'node:events';
import { setImmediate as turn } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { running, start } from './gateway-server.fixture.ts';
import { testKey, testSchema } from './test-gateway.ts';

afterEach(async () => {
  await Promise.all(running.splice(0).map(({ gateway }) => gateway.close()));
});

describe('the viewer of a request', () => {
  it('is anonymous without a header, and a principal with its key', async () => {
    const gateway = await start();
    const query = '{ viewer }';
    expect((await gateway.ask({ query })).json).toEqual({ data: { viewer: 'ANONYMOUS' } });
    const { json } = await gateway.ask({ query }, { authorization: `Bearer ${testKey}` });
    expect(json).toEqual({ data: { viewer: 'PRINCIPAL' } });
  });

  it.each(['Bearer wrong', 'Basic b3BlcmF0b3I6eA==', 'Bearer', 'Bearer ', 'nonsense'])(
    'is rejected with "%s"',
    async (authorization) => {
      const gateway = await start();
      const { status, headers, json } = await gateway.ask({ query: '{ viewer }' }, { authorization });
      expect(status).toBe(401);
      expect(headers.get('www-authenticate')).toBe('Bearer');
      expect(json).toEqual({ errors: [{ message: expect.any(String), extensions: { code: 'UNAUTHENTICATED' } }] });
    },
  );
});

describe('errors', () => {
  it.each([
    ['input', 'BAD_USER_INPUT', '"x" is not an id'],
    ['forbidden', 'FORBIDDEN', 'you may not'],
    ['unauthenticated', 'UNAUTHENTICATED', 'who are you'],
    ['coded', 'TOO_EARLY', 'too early'],
  ])('of a resolver keep their message if it is for the caller: %s', async (how, code, message) => {
    const gateway = await start();
    const { status, json } = await gateway.ask({ query: `{ hello fails(how: "${how}") }` });
    expect(status).toBe(200);
    expect(json.data).toEqual({ hello: 'hello you', fails: null });
    expect(json.errors).toMatchObject([{ message, path: ['fails'], extensions: { code } }]);
    expect(gateway.logged).toEqual([]);
  });

  it.each(['unknown', 'uncoded'])('that are internal return only a reference to the log: %s', async (how) => {
    const gateway = await start();
    const { json } = await gateway.ask({ query: `{ fails(how: "${how}") }` });
    const [error] = json.errors ?? [];
    expect(error).toMatchObject({ path: ['fails'], extensions: { code: 'INTERNAL_SERVER_ERROR' } });
    expect(Object.keys(error?.extensions ?? {}).sort()).toEqual(['code', 'reference']);
    expect(JSON.stringify(json)).not.toMatch(/select|secrets|srv/);
    expect(gateway.logged).toMatchObject([{ level: 'error', reference: error?.extensions.reference, path: 'fails' }]);
    expect(gateway.logged[0]?.cause).toContain('select * from secrets');
  });

  it('that are internal are logged with their cause', async () => {
    const gateway = await start();
    await gateway.ask({ query: '{ failsStrictly }' });
    expect(gateway.logged[0]?.cause).toContain('relation "secrets" does not exist');
  });

  it('of the context are internal, and have status 500', async () => {
    const gateway = await start({
      makeContext: () => {
        throw new Error('select * from secrets');
      },
    });
    const { status, json } = await gateway.ask({ query: '{ hello }' });
    expect(status).toBe(500);
    expect(json).toMatchObject({ errors: [{ extensions: { code: 'INTERNAL_SERVER_ERROR' } }] });
    expect(JSON.stringify(json)).not.toContain('select');
  });

  it.each([
    ['syntax', '{ hello', undefined, 'GRAPHQL_PARSE_FAILED'],
    ['an unknown field', '{ hullo }', undefined, 'GRAPHQL_VALIDATION_FAILED'],
    ['an absent variable', 'query ($n: Int!) { positive(n: $n) }', {}, 'BAD_USER_INPUT'],
    ['a wrong variable', 'query ($n: Int) { hello }', { n: 'x' }, 'GRAPHQL_VALIDATION_FAILED'],
    ['a variable of the wrong type', 'query ($n: Int!) { positive(n: $n) }', { n: 'x' }, 'BAD_USER_INPUT'],
  ])(
    'of the request have a code, and status 400 with the GraphQL media type: %s',
    async (_, query, variables, code) => {
      const gateway = await start();
      const legacy = await gateway.ask({ query, variables });
      const modern = await gateway.ask({ query, variables }, { accept: 'application/graphql-response+json' });
      expect([legacy.status, modern.status]).toEqual([200, 400]);
      for (const { json } of [legacy, modern]) {
        expect(json).not.toHaveProperty('data');
        expect(json.errors?.map(({ extensions }) => extensions)).toEqual([{ code }]);
      }
    },
  );

  it('of an argument that becomes null are errors of the caller', async () => {
    const gateway = await start();
    const { json } = await gateway.ask({ query: 'query ($n: Int = 1) { positive(n: $n) }', variables: { n: null } });
    expect(json).toMatchObject({
      data: { positive: null },
      errors: [{ path: ['positive'], extensions: { code: 'BAD_USER_INPUT' } }],
    });
  });

  it('of a URL whose variables are not JSON are errors of the caller', async () => {
    const gateway = await start();
    const response = await fetch(`${gateway.address}/graphql?query={hello}&variables={`);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'BAD_REQUEST' } }] });
  });
});

describe('execution', () => {
  it('compiles a repeated query, with the same results and statuses', async () => {
    const gateway = await start();
    const ask = (n: unknown) =>
      gateway.ask(
        { query: 'query ($n: Int!) { positive(n: $n) }', variables: { n } },
        { accept: 'application/graphql-response+json' },
      );
    const results = [];
    for (const n of [1, 2, 3, 'x', 4]) results.push(await ask(n));
    expect(results.map(({ status }) => status)).toEqual([200, 200, 200, 400, 200]);
    expect(results.map(({ json }) => json.data?.positive)).toEqual([1, 2, 3, undefined, 4]);
  });

  it('does not run a mutation in a URL', async () => {
    const gateway = await start();
    const response = await fetch(`${gateway.address}/graphql?query=mutation{set(to:"x")}`);
    expect(response.status).toBe(405);
  });

  it('rejects batches of operations', async () => {
    const gateway = await start();
    const { status, json } = await gateway.ask([{ query: '{ hello }' }, { query: '{ hello }' }]);
    expect(status).toBe(400);
    expect(json.errors?.[0]?.message).toContain('Batching');
  });

  it('aborts the signal of a resolver if the caller disconnects', async () => {
    const begun = Promise.withResolvers<AbortSignal>();
    const schema = testSchema({
      slow: (_, _args, { signal }) => {
        begun.resolve(signal);
        return new Promise((settle) => signal.addEventListener('abort', () => settle(null)));
      },
    });
    const gateway = await start({ schema });
    const caller = new AbortController();
    const response = fetch(`${gateway.address}/graphql?query={slow}`, { signal: caller.signal });
    const signal = await begun.promise;
    caller.abort();
    await expect(response).rejects.toThrow();
    if (!signal.aborted) await once(signal, 'abort');
    expect(signal.aborted).toBe(true);
  });

  it('leaves no rejection unhandled, and adds no listener for them', async () => {
    const unhandled: unknown[] = [];
    const note = (reason: unknown) => unhandled.push(reason);
    process.on('unhandledRejection', note);
    try {
      // The second item throws at once while the first still waits, and then fails.
      const failing = Promise.withResolvers<string>();
      const schema = testSchema({
        late: () => [
          { waits: failing.promise, throws: 'no' },
          { waits: 'no', throws: new Error('at once') },
        ],
      });
      const listeners = process.listenerCount('unhandledRejection');
      const gateway = await start({ schema });
      expect(process.listenerCount('unhandledRejection')).toBe(listeners);
      const result = await gateway.ask({ query: '{ late { waits throws } }' });
      expect(result.json.data).toEqual({ late: null });
      failing.reject(new Error('later'));
      // Node.js reports unhandled rejections before the next turn of its event loop.
      await turn();
      expect(unhandled).toEqual([]);
      expect((await gateway.ask({ query: '{ hello }' })).status).toBe(200);
    } finally {
      process.off('unhandledRejection', note);
    }
  });
});
