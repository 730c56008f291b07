import { ConnectionError } from './connection-error.ts';

/** Admits one holder at a time, in order of arrival. */
export class Turn {
  #last: Promise<void> = Promise.resolve();
  #waiting = 0;

  /** Whether the turn is held or waited for. */
  get isTaken(): boolean {
    return this.#waiting > 0;
  }

  /**
   * Waits for the turn. Returns a function that ends it. Throws a {@link ConnectionError} after `timeout` milliseconds, if
   * there is a timeout.
   */
  async take(timeout?: number): Promise<() => void> {
    const isFree = !this.isTaken;
    const before = this.#last;
    const done = Promise.withResolvers<void>();
    this.#last = done.promise;
    this.#waiting += 1;
    const end = () => {
      this.#waiting -= 1;
      done.resolve();
    };
    if (isFree || timeout === undefined || (await isInTime(before, timeout))) {
      await before;
      return end;
    }
    // The turn still comes, and must be passed on.
    void before.then(end);
    throw new ConnectionError('The connection of the embedded database was in use for too long.', { code: '53300' });
  }
}

/** Whether a promise resolves within some milliseconds. */
async function isInTime(promise: Promise<void>, milliseconds: number): Promise<boolean> {
  const late = Promise.withResolvers<boolean>();
  const timer = setTimeout(() => late.resolve(false), milliseconds);
  try {
    return await Promise.race([promise.then(() => true), late.promise]);
  } finally {
    clearTimeout(timer);
  }
}
