import { openDatabase } from '@collective-impact/store';
import { newPrincipal, openTestDatabase, type TestDatabase, withoutTimeouts } from '@collective-impact/store/testing';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { trustedProxies } from '../rate-limits/index.ts';
import { createGateway, type Gateway } from './gateway.ts';

describe('two gateways of one database', () => {
  let database: TestDatabase;
  let second: Awaited<ReturnType<typeof openDatabase>>;
  let gateways: Gateway[];
  let addresses: string[];

  beforeEach(async () => {
    // However slow the machine is, all requests are in one minute, and the shared counter is waited for.
    vi.useFakeTimers({ toFake: ['Date'] });
    database = await openTestDatabase('postgresql');
    second = await openDatabase(database.url, withoutTimeouts);
    gateways = [];
  });
  afterEach(async () => {
    await Promise.all(gateways.map((gateway) => gateway.close()));
    await second.close();
    await database.close();
    vi.useRealTimers();
  });

  async function start(rates: { address: number; principal: number }) {
    const proxies = trustedProxies('127.0.0.1');
    gateways = [database, second].map((one) =>
      createGateway({ database: one, rates: { ...rates, proxies, patience: 600_000 }, log: () => undefined }),
    );
    addresses = await Promise.all(gateways.map((gateway) => gateway.listen({ port: 0, host: '127.0.0.1' })));
  }

  async function ask(gateway: number, headers: Record<string, string> = {}) {
    const query = encodeURIComponent('{ viewer { kind } }');
    const response = await fetch(`${addresses[gateway]}/graphql?query=${query}`, { headers });
    const { errors } = (await response.json()) as { errors?: { message: string; extensions: object }[] };
    return { status: response.status, retryAfter: Number(response.headers.get('retry-after')), errors };
  }
  const from = (address: string) => ({ 'x-forwarded-for': address });

  it('share the budget of an address', async () => {
    await start({ address: 6, principal: 0 });
    const caller = from('198.51.100.1');
    const statuses: number[] = [];
    for (let times = 0; times < 4; times++) {
      for (const gateway of [0, 1]) statuses.push((await ask(gateway, caller)).status);
    }
    expect(statuses).toEqual([200, 200, 200, 200, 200, 200, 429, 429]);
    const rejected = await ask(0, { ...caller, authorization: 'Bearer wrong' });
    expect(rejected.errors).toEqual([
      {
        message: 'Too many requests. Try again in 60 seconds.',
        extensions: { code: 'RATE_LIMITED' },
      },
    ]);
    expect(rejected.retryAfter).toBe(60);
    expect((await ask(1, from('198.51.100.2'))).status).toBe(200);
    expect((await fetch(`${addresses[0]}/health`)).status).toBe(200);
  });

  it('share the budget of a principal from several addresses', async () => {
    await start({ address: 0, principal: 2 });
    const authorization = `Bearer ${(await newPrincipal(database)).key}`;
    expect((await ask(0, { ...from('198.51.100.1'), authorization })).status).toBe(200);
    expect((await ask(1, { ...from('198.51.100.2'), authorization })).status).toBe(200);
    expect((await ask(0, { ...from('198.51.100.3'), authorization })).status).toBe(429);
    const other = { authorization: `Bearer ${(await newPrincipal(database)).key}` };
    expect((await ask(0, { ...from('198.51.100.1'), ...other })).status).toBe(200);
    expect((await ask(0, from('198.51.100.1'))).status).toBe(200);
  });

  it('have a budget each while the shared one cannot be used', async () => {
    await database.orm.em.fork().execute('drop table "rate_budget"');
    await start({ address: 2, principal: 0 });
    const statuses: number[] = [];
    for (const gateway of [0, 0, 0, 1]) statuses.push((await ask(gateway, from('198.51.100.1'))).status);
    expect(statuses).toEqual([200, 200, 429, 200]);
  });
});
