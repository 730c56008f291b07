import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CostlyOperations } from './costly-operations.ts';

describe('costly operations', () => {
  let operations: CostlyOperations;
  let started: string[];
  let ends: Map<string, () => void>;
  let callers: Map<string, AbortController>;
  beforeEach(() => {
    vi.useFakeTimers();
    operations = new CostlyOperations({ runningCost: 100_000, waiting: 2, waitTime: 10_000 });
    started = [];
    ends = new Map();
    callers = new Map();
  });
  afterEach(() => vi.useRealTimers());

  /** Sends an operation. Its result is its name, or the code of its error. */
  async function send(name: string, cost: number): Promise<unknown> {
    const caller = new AbortController();
    callers.set(name, caller);
    try {
      return await operations.run({ cost, signal: () => caller.signal }, () => {
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
    callers.get('left')?.abort();
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
});
