import { describe, expect, it } from 'vitest';
import { SharedReads } from './shared-reads.ts';

/** Reads that end when the test ends them, in the order in which they began. */
function controlledReads() {
  const shared = new SharedReads<string>();
  const begun: PromiseWithResolvers<string>[] = [];
  const read = (subject = 'key') =>
    shared.read(subject, () => {
      const next = Promise.withResolvers<string>();
      begun.push(next);
      return next.promise;
    });
  const end = async (index: number, result: string) => {
    begun[index]?.resolve(result);
    await begun[index]?.promise;
  };
  return { begun, read, end };
}

describe('shared reads', () => {
  it('begin at once if none of the subject runs', async () => {
    const { begun, read, end } = controlledReads();
    const results = [read('one'), read('two')];
    expect(begun).toHaveLength(2);
    await end(0, 'first');
    await end(1, 'second');
    expect(await Promise.all(results)).toEqual(['first', 'second']);
  });

  it('give requests that arrive while one runs the result of the next one, which begins afterwards', async () => {
    const { begun, read, end } = controlledReads();
    const results = [read(), read(), read()];
    expect(begun).toHaveLength(1);
    await end(0, 'before');
    expect(await results[0]).toBe('before');
    expect(begun).toHaveLength(2);
    await end(1, 'after');
    expect(await Promise.all(results)).toEqual(['before', 'after', 'after']);
  });

  it('begin anew for a request that arrives when the next one runs already', async () => {
    const { begun, read, end } = controlledReads();
    const results = [read(), read()];
    await end(0, 'first');
    await results[0];
    results.push(read());
    await end(1, 'second');
    await results[1];
    expect(begun).toHaveLength(3);
    await end(2, 'third');
    expect(await Promise.all(results)).toEqual(['first', 'second', 'third']);
  });

  it('begin anew after all have ended', async () => {
    const { begun, read, end } = controlledReads();
    const first = read();
    await end(0, 'first');
    await first;
    const second = read();
    expect(begun).toHaveLength(2);
    await end(1, 'second');
    expect(await second).toBe('second');
  });

  it('fail for the requests that wait for them, and not for those of the next one', async () => {
    const { begun, read, end } = controlledReads();
    const failing = read();
    const next = [read(), read()];
    begun[0]?.reject(new Error('The connection was lost.'));
    await expect(failing).rejects.toThrow('The connection was lost.');
    await end(1, 'after');
    expect(await Promise.all(next)).toEqual(['after', 'after']);
  });
});
