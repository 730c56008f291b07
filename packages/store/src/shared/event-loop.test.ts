import { setImmediate } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { turnFor } from './event-loop.ts';

/** The number of turns of the event loop until each promise is resolved. */
async function turnsOf(promises: Promise<void>[]): Promise<number[]> {
  let turns = 0;
  let isRunning = true;
  const counting = (async () => {
    while (isRunning) {
      await setImmediate();
      turns += 1;
    }
  })();
  const waited = await Promise.all(promises.map((promise) => promise.then(() => turns)));
  isRunning = false;
  await counting;
  return waited;
}

it('a small piece of work continues at once', async () => {
  expect(await turnsOf([turnFor(0), turnFor(99)])).toEqual([0, 0]);
});

it('large pieces of work that wait at the same time continue in one turn each, in order', async () => {
  const turns = await turnsOf([turnFor(100), turnFor(5000), turnFor(100)]);
  expect(turns).toEqual([...new Set(turns)].sort((one, other) => one - other));
});
