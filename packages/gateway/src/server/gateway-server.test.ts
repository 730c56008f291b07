import { once } from 'node:events';
import { createServer } from 'node:net';
import { setImmediate as turn } from 'node:timers/promises';
import { SetupError } from '@collective-impact/sdk';
import { buildSchema } from 'graphql';
import { afterEach, describe, expect, it } from 'vitest';
import type { GatewayServerOptions } from './gateway-server.ts';
import { defaultLimits } from './limits.ts';
import { RawConnection, TestGateway, testKey, testSchema } from './test-gateway.ts';

const running: TestGateway[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map(({ gateway }) => gateway.close()));
});

async function start(options: Partial<GatewayServerOptions> = {}): Promise<TestGateway> {
  const gateway = await new TestGateway(options).start();
  running.push(gateway);
  return gateway;
}

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

describe('bodies', () => {
  const tooLarge = {
    errors: [{ message: expect.stringContaining('1,000,000'), extensions: { code: 'BODY_TOO_LARGE' } }],
  };
  const jsonOf = (received: string) => JSON.parse(received.slice(received.indexOf('\r\n\r\n') + 4)) as unknown;

  it('are accepted up to a million bytes', async () => {
    const gateway = await start();
    const query = '{ hello }';
    const filled = query.padEnd(defaultLimits.requestBytes - JSON.stringify({ query: '' }).length);
    expect((await gateway.ask({ query: filled })).status).toBe(200);
    expect((await gateway.ask({ query: `${filled} ` })).status).toBe(413);
  });

  it('are rejected by their declared length before they are received', async () => {
    const gateway = await start();
    const connection = gateway.connect();
    connection.socket.write(
      'POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 1000001\r\n\r\n',
    );
    await connection.until(/\}$/);
    expect(connection.received).toMatch(/^HTTP\/1.1 413 /);
    expect(jsonOf(connection.received)).toEqual(tooLarge);
    connection.socket.destroy();
  });

  it('that never end are cut off, and the server continues', async () => {
    const gateway = await start();
    const connection = gateway.connect();
    connection.socket.write(
      'POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n',
    );
    const chunk = `10000\r\n${' '.repeat(0x10000)}\r\n`;
    const pour = () => {
      while (!connection.socket.destroyed && connection.socket.write(chunk));
    };
    connection.socket.on('drain', pour);
    pour();
    await connection.until(/\}$/);
    expect(connection.received).toMatch(/^HTTP\/1.1 413 /);
    expect(jsonOf(connection.received)).toEqual(tooLarge);
    await connection.closed();
    expect((await gateway.ask({ query: '{ hello }' })).status).toBe(200);
  });

  it.each([
    ['no JSON', 'application/json', '{', 400],
    ['nothing', 'application/json', '', 400],
    [
      'bytes that are no UTF-8',
      'application/json',
      Buffer.from('{"query":"{ hello(name: \\"\xff\\") }"}', 'latin1'),
      400,
    ],
    ['another type', 'text/plain', '{"query":"{ hello }"}', 415],
    ['files', 'multipart/form-data; boundary=x', '--x--', 415],
  ])('of %s are rejected', async (_, type, body, status) => {
    const gateway = await start();
    const response = await fetch(`${gateway.address}/graphql`, {
      method: 'POST',
      headers: { 'content-type': type },
      body,
    });
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: expect.any(String) } }] });
  });
});

describe('slow callers', () => {
  it('are disconnected if they do not complete the headers', async () => {
    const gateway = await start({ timeouts: { headers: 100, request: 60_000 } });
    const connection = gateway.connect();
    connection.socket.write('POST /graphql HTTP/1.1\r\nhost: x\r\n');
    await connection.closed();
    expect(connection.received).toMatch(/^HTTP\/1.1 408 /);
  });

  it('are disconnected if they do not complete the body', async () => {
    const gateway = await start({ timeouts: { headers: 100, request: 200 } });
    const connection = gateway.connect();
    connection.socket.write(
      'POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{',
    );
    await connection.closed();
    expect(connection.received).toMatch(/^HTTP\/1.1 408 /);
    expect(gateway.logged).toEqual([]);
    // Asked again where this process was too slow for the limit itself.
    await expect.poll(async () => (await gateway.ask({ query: '{ hello }' })).status).toBe(200);
  });
});

describe('paths', () => {
  const get = async (gateway: TestGateway, path: string, init: RequestInit = {}) =>
    fetch(`${gateway.address}${path}`, { redirect: 'manual', ...init });

  it('/health reports that the process is live', async () => {
    const response = await get(await start(), '/health');
    expect([response.status, await response.json()]).toEqual([200, { status: 'live' }]);
  });

  it('/ready reports whether the gateway is ready, and the reasons if not', async () => {
    const missing = ['The database does not respond.'];
    const ready = await get(await start(), '/ready');
    expect([ready.status, await ready.json()]).toEqual([200, { status: 'ready' }]);
    const not = await get(await start({ ready: async () => missing }), '/ready');
    expect([not.status, await not.json()]).toEqual([503, { status: 'not ready', missing }]);
  });

  it('/ready logs why the database does not respond, and does not return it', async () => {
    const gateway = await start({ ready: () => Promise.reject(new Error('connect 10.0.0.7:5432')) });
    const response = await get(gateway, '/ready');
    expect(response.status).toBe(503);
    expect(await response.text()).not.toContain('10.0.0.7');
    expect(gateway.logged[0]?.cause).toContain('10.0.0.7');
  });

  it('/ redirects a browser to GraphiQL, and lists the paths for a program', async () => {
    const gateway = await start();
    const page = await get(gateway, '/', { headers: { accept: 'text/html' } });
    expect([page.status, page.headers.get('location')]).toEqual([302, '/graphql']);
    expect(await (await get(gateway, '/')).json()).toEqual({ graphql: '/graphql', health: '/health', ready: '/ready' });
  });

  it('that do not exist return 404 in JSON, and read-only ones return 405', async () => {
    const gateway = await start();
    for (const [path, method, status] of [
      ['/nowhere', 'GET', 404],
      ['/graphql/assets/x/y.js', 'GET', 404],
      ['/nowhere', 'POST', 404],
      ['/health', 'POST', 405],
    ] as const) {
      const response = await get(gateway, path, { method });
      expect([path, response.status]).toEqual([path, status]);
      expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: expect.any(String) } }] });
    }
  });

  it('all return security headers that exclude other sites', async () => {
    const gateway = await start();
    const page = { headers: { accept: 'text/html', origin: 'https://elsewhere.example' } };
    for (const path of ['/', '/graphql', '/graphql?query={hello}', '/health', '/ready', '/nowhere']) {
      for (const init of [
        page,
        { headers: { origin: 'https://elsewhere.example' } },
        { method: 'OPTIONS', headers: { origin: 'https://elsewhere.example' } },
      ]) {
        const { headers } = await get(gateway, path, init);
        expect(headers.get('x-content-type-options')).toBe('nosniff');
        expect(headers.get('x-frame-options')).toBe('DENY');
        expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
        expect([...headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
      }
    }
  });
});

describe('listening', () => {
  it('reports a port in use with the remedy', async () => {
    const occupant = createServer().listen(0, '127.0.0.1');
    await once(occupant, 'listening');
    const { port } = occupant.address() as { port: number };
    const { gateway } = new TestGateway();
    const failure = await gateway.listen({ port, host: '127.0.0.1' }).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(SetupError);
    expect((failure as Error).message).toMatch(new RegExp(`^Port ${port} is in use. .*--port\\.$`));
    occupant.close();
    await gateway.close();
  });

  it('reports an address of another machine with the remedy', async () => {
    const { gateway } = new TestGateway();
    await expect(gateway.listen({ port: 0, host: '203.0.113.1' })).rejects.toThrow(SetupError);
  });

  it('is rejected for a schema with subscriptions', () => {
    const schema = buildSchema('type Query { x: Int } type Subscription { x: Int }');
    expect(() => new TestGateway({ schema })).toThrow('Subscriptions');
  });
});

describe('closing', () => {
  function slowSchema() {
    const begun = Promise.withResolvers<void>();
    const finish = Promise.withResolvers<string>();
    const schema = testSchema({
      slow: () => {
        begun.resolve();
        return finish.promise;
      },
    });
    return { schema, begun: begun.promise, finish: finish.resolve };
  }

  it('completes running requests, rejects new ones, and closes connections', async () => {
    const { schema, begun, finish } = slowSchema();
    const { gateway, address } = await new TestGateway({ schema }).start();
    const pending = fetch(`${address}/graphql?query={slow}`);
    await begun;
    const closed = gateway.close();
    await expect(fetch(`${address}/health`)).rejects.toThrow();
    finish('at last');
    const response = await pending;
    expect(response.headers.get('connection')).toBe('close');
    expect(await response.json()).toMatchObject({ data: { slow: 'at last' } });
    await closed;
  });

  it('does not wait for idle connections', async () => {
    const { gateway, address } = await new TestGateway().start();
    const connection = new RawConnection(Number(new URL(address).port));
    connection.socket.write('GET /health HTTP/1.1\r\nhost: x\r\n\r\n');
    await connection.until(/live/);
    await Promise.all([gateway.close(), connection.closed()]);
  });

  it('does not wait for connections that become idle', async () => {
    const test = await new TestGateway().start();
    const connection = test.connect();
    const head =
      'POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 1000001\r\n\r\n';
    connection.socket.write(head);
    await connection.until(/BODY_TOO_LARGE/);
    const closed = test.gateway.close();
    connection.socket.write(' '.repeat(1_000_001));
    await Promise.all([closed, connection.closed()]);
    expect(test.logged).toEqual([]);
  });

  it('cuts off requests that take too long, and logs it', async () => {
    const { schema, begun } = slowSchema();
    const test = await new TestGateway({ schema, timeouts: { close: 50 } }).start();
    const response = fetch(`${test.address}/graphql?query={slow}`).catch((error: unknown) => error);
    await begun;
    await test.gateway.close();
    expect(await response).toBeInstanceOf(TypeError);
    expect(test.logged).toMatchObject([{ message: 'Running requests were cut off at shutdown.', count: 1 }]);
  });

  it('can happen twice, or before the first request', async () => {
    const { gateway } = await new TestGateway().start();
    await Promise.all([gateway.close(), gateway.close()]);
    await new TestGateway().gateway.close();
  });
});
