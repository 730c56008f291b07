import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { databaseErrorCode } from './database-error.ts';
import { TransactionPlaces } from './transaction-places.ts';

describe('the places of transactions', () => {
  let started: string[];
  let ends: Map<string, PromiseWithResolvers<void>>;
  beforeEach(() => {
    started = [];
    ends = new Map();
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  const run = (places: TransactionPlaces, name: string) =>
    places.run(async () => {
      started.push(name);
      const end = Promise.withResolvers<void>();
      ends.set(name, end);
      await end.promise;
      return name;
    });
  const codeOf = (outcome: Promise<string>) => outcome.catch((error: unknown) => databaseErrorCode(error));

  it('are given in order of arrival, also after a transaction that failed', async () => {
    const places = new TransactionPlaces({ running: 2, waiting: 10, waitTime: 1000 });
    const all = ['a', 'b', 'c', 'd'].map((name) => run(places, name));
    await vi.advanceTimersByTimeAsync(0);
    expect(started).toEqual(['a', 'b']);
    ends.get('b')?.reject(new Error('failed'));
    await expect(all[1]).rejects.toThrow('failed');
    await vi.advanceTimersByTimeAsync(0);
    expect(started).toEqual(['a', 'b', 'c']);
    ends.get('a')?.resolve();
    await vi.advanceTimersByTimeAsync(0);
    ends.get('c')?.resolve();
    ends.get('d')?.resolve();
    expect(await Promise.all([all[0], all[2], all[3]])).toEqual(['a', 'c', 'd']);
    const after = run(places, 'e');
    await vi.advanceTimersByTimeAsync(0);
    ends.get('e')?.resolve();
    expect(await after).toBe('e');
  });

  it('are refused at once if too many wait, and after the time to wait', async () => {
    const places = new TransactionPlaces({ running: 1, waiting: 1, waitTime: 1000 });
    const [first, second, third] = ['a', 'b', 'c'].map((name) => run(places, name));
    expect(await codeOf(third as Promise<string>)).toBe('53300');
    const late = codeOf(second as Promise<string>);
    await vi.advanceTimersByTimeAsync(1000);
    expect(await late).toBe('53300');
    ends.get('a')?.resolve();
    expect(await first).toBe('a');
    const again = run(places, 'd');
    await vi.advanceTimersByTimeAsync(0);
    expect(started).toEqual(['a', 'd']);
    ends.get('d')?.resolve();
    await again;
  });
});
