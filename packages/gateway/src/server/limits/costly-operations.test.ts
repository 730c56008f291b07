import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { TestGateway } from '../test-gateway.ts';
import { CostlyOperations } from './costly-operations.ts';

describe('costly operations', () => {
  let operations: CostlyOperations;
  let started: string[];
  let ends: Map<string, () => void>;
  let connections: Map<string, AbortController>;
  beforeEach(() => {
    vi.useFakeTimers();
    operations = new CostlyOperations({ runningCost: 100_000, waiting: 2, waitTime: 10_000 });
    started = [];
    ends = new Map();
    connections = new Map();
  });
  afterEach(() => vi.useRealTimers());

  /** Sends an operation. Its result is its name, or the code of its error. */
  async function send(name: string, cost: number, caller = 'one'): Promise<unknown> {
    const connection = new AbortController();
    connections.set(name, connection);
    try {
      return await operations.run({ cost, caller, signal: () => connection.signal }, () => {
        started.push(name);
        return new Promise((resolve, reject) => {
          ends.set(name, () => (name === 'fails' ? reject(new Error('failed')) : resolve(name)));
        });
      });
    } catch (error) {
      return (error as { extensions?: { code?: string } }).extensions?.code ?? (error as Error).message;
    }
  }
  const end = async (name: string) => {
    ends.get(name)?.();
    await vi.advanceTimersByTimeAsync(0);
  };

  it('run together up to their total cost, the others in order of arrival', async () => {
    const results = [send('first', 60_000), send('second', 40_000), send('third', 100_000), send('fourth', 2000)];
    expect(started).toEqual(['first', 'second']);
    await end('first');
    // The fourth would have room, but the third came before it.
    expect(started).toEqual(['first', 'second']);
    await end('second');
    expect(started).toEqual(['first', 'second', 'third']);
    await end('third');
    expect(started).toEqual(['first', 'second', 'third', 'fourth']);
    await end('fourth');
    expect(await Promise.all(results)).toEqual(['first', 'second', 'third', 'fourth']);
  });

  it('do not delay small ones', () => {
    void send('costly', 100_000);
    void send('waits', 1001);
    void send('small', 1000);
    expect(started).toEqual(['costly', 'small']);
  });

  it('run alone if they cost more than all together', async () => {
    void send('small enough', 50_000);
    void send('huge', 1_000_000);
    await end('small enough');
    expect(started).toEqual(['small enough', 'huge']);
  });

  it('are rejected at once if too many wait, and after some time', async () => {
    void send('running', 100_000);
    const [waiting, second] = [send('waiting', 100_000), send('second', 100_000)];
    expect(await send('too many', 100_000)).toBe('UNAVAILABLE');
    await vi.advanceTimersByTimeAsync(9_999);
    const next = send('next', 2000);
    expect(await next).toBe('UNAVAILABLE');
    await vi.advanceTimersByTimeAsync(1);
    expect(await Promise.all([waiting, second])).toEqual(['UNAVAILABLE', 'UNAVAILABLE']);
    expect(started).toEqual(['running']);
    void send('later', 100_000);
    await end('running');
    expect(started).toEqual(['running', 'later']);
  });

  it('are not run for callers that have left, and make room for the next', async () => {
    void send('running', 90_000);
    const left = send('left', 100_000);
    void send('next', 10_000);
    connections.get('left')?.abort();
    expect(await left).toBe('UNAVAILABLE');
    expect(started).toEqual(['running', 'next']);
  });

  it('make room if they fail', async () => {
    const failed = send('fails', 100_000);
    void send('next', 100_000);
    await end('fails');
    expect(await failed).toBe('failed');
    expect(started).toEqual(['fails', 'next']);
  });

  describe('of several callers', () => {
    beforeEach(() => {
      operations = new CostlyOperations({ runningCost: 100_000, waiting: 100, waitTime: 10_000 });
    });

    it('run in turn: one of sixty, then the only one of another', async () => {
      for (let at = 0; at < 60; at++) void send(`many ${at}`, 100_000);
      void send('single', 100_000, 'another');
      await end('many 0');
      await end('many 1');
      await end('single');
      await end('many 2');
      expect(started).toEqual(['many 0', 'many 1', 'single', 'many 2', 'many 3']);
    });

    it('run in turn while each has more', async () => {
      for (const caller of ['a', 'b', 'c']) for (const at of [1, 2]) void send(caller + at, 100_000, caller);
      for (let at = 0; at < 6; at++) await end(started[at] ?? '');
      // The first began at once, when nobody waited.
      expect(started).toEqual(['a1', 'a2', 'b1', 'c1', 'b2', 'c2']);
    });

    it('are rejected for the caller who has the most, if too many wait', async () => {
      void send('running', 100_000, 'many');
      const many = Array.from({ length: 100 }, (_, at) => send(`many ${at}`, 100_000, 'many'));
      const single = send('single', 100_000, 'another');
      expect(await many[99]).toBe('UNAVAILABLE');
      expect(await send('too many', 100_000, 'many')).toBe('UNAVAILABLE');
      await end('running');
      await end('many 0');
      expect(started).toEqual(['running', 'many 0', 'single']);
      await end('single');
      expect(await single).toBe('single');
    });

    it('are rejected at once if nobody has more than one to lose', async () => {
      void send('running', 100_000);
      for (let at = 0; at < 100; at++) void send(`of ${at}`, 100_000, `caller ${at}`);
      expect(await send('too many', 100_000, 'another')).toBe('UNAVAILABLE');
    });
  });
});

it('a caller is a principal, or the address without credentials', async () => {
  const run = vi.spyOn(CostlyOperations.prototype, 'run');
  const principal = { id: 'p', kind: 'SERVICE', name: 'Service', isOperator: false } as const;
  const gateway = await new TestGateway({
    authenticate: (header, origin) =>
      header === undefined
        ? { kind: 'ANONYMOUS', origin }
        : { kind: 'PRINCIPAL', principal, grants: [], agreements: [], origin },
    rateLimits: { addressOf: () => '2001:db8:0:0::/64', ofAddress: async () => 0, ofViewer: async () => 0 },
  }).start();
  await gateway.ask({ query: '{ hello }' });
  await gateway.ask({ query: '{ hello }' }, { authorization: 'Bearer x' });
  await gateway.gateway.close();
  expect(run.mock.calls.map(([{ caller }]) => caller)).toEqual(['2001:db8:0:0::/64', 'p']);
  run.mockRestore();
});
