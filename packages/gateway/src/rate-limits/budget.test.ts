import { RateLimiterMemory } from 'rate-limiter-flexible';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Budget, type BudgetOptions } from './budget.ts';

const counter = (points: number) => new RateLimiterMemory({ points, duration: 60 });

describe('a budget', () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['Date'] });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  function budget(points: number, options: Partial<BudgetOptions> = {}): Budget {
    return new Budget({ points, local: counter(points), shared: null, ...options });
  }
  const spend = async (of: Budget, { key = 'a', times = 1 } = {}) => {
    const waits = await Promise.all(Array.from({ length: times }, () => of.spend(key)));
    return { accepted: waits.filter((wait) => wait === 0).length, waits };
  };

  it.each([1, 7, 100, 1010])('of %d requests accepts exactly as many', async (points) => {
    const limited = budget(points);
    expect((await spend(limited, { times: points + 50 })).accepted).toBe(points);
    expect(await limited.spend('a')).toBe(60);
  });

  it('belongs to one caller', async () => {
    const limited = budget(1);
    expect(await limited.spend('a')).toBe(0);
    expect(await limited.spend('a')).toBe(60);
    expect(await limited.spend('b')).toBe(0);
  });

  it('is shared by two processes, without a request for each request', async () => {
    const points = 100;
    const shared = counter(points);
    const consume = vi.spyOn(shared, 'consume');
    const [one, two] = [budget(points, { shared }), budget(points, { shared })];
    const spent = await Promise.all([spend(one, { times: 80 }), spend(two, { times: 80 })]);
    const accepted = spent[0].accepted + spent[1].accepted;
    expect(accepted).toBe(points);
    expect(consume).toHaveBeenCalledTimes(22);
  });

  it('is that of this process while the shared counter fails', async () => {
    const failures: unknown[] = [];
    const shared = counter(40);
    const failure = new Error('no connection');
    vi.spyOn(shared, 'consume').mockRejectedValue(failure);
    const limited = budget(40, { shared, onFailure: (error) => failures.push(error) });
    expect((await spend(limited, { times: 60 })).accepted).toBe(40);
    expect(failures).toEqual([failure]);
  });

  it('is that of this process while the shared counter does not respond', async () => {
    const failures: unknown[] = [];
    const shared = counter(2);
    vi.spyOn(shared, 'consume').mockReturnValue(new Promise(() => undefined));
    const limited = budget(2, { shared, patience: 1, onFailure: (error) => failures.push(error) });
    expect((await spend(limited, { times: 3 })).accepted).toBe(2);
    expect(failures).toEqual([new Error('The shared budget does not respond.')]);
  });
});
