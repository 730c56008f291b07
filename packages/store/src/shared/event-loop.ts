import { setImmediate } from 'node:timers/promises';

/** The number of records or figures after which a request lets others run. Building 100 figures takes a few milliseconds. */
const unitsPerTurn = 100;

let last: Promise<void> = Promise.resolve();

/**
 * Lets other requests run: resolves in a later turn of the event loop. Callers that wait at the same time get one turn each, in
 * order, so that input and output happen between them.
 */
function nextTurn(): Promise<void> {
  last = last.then(() => setImmediate());
  return last;
}

/** Resolves at once for a small piece of work, and in a later turn of the event loop for a large one. */
export async function turnFor(units: number): Promise<void> {
  if (units >= unitsPerTurn) await nextTurn();
}
