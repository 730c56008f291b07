import { once } from 'node:events';
import { createServer } from 'node:net';
import { SetupError } from '@collective-impact/sdk';
import { buildSchema } from 'graphql';
import { afterEach, describe, expect, it } from 'vitest';
import { running, start } from './gateway-server.fixture.ts';
import { TestGateway } from './test-gateway.ts';

afterEach(async () => {
  await Promise.all(running.splice(0).map(({ gateway }) => gateway.close()));
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
