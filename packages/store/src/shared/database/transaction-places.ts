import { ConnectionError } from './connection-error.ts';

/** How many transactions run and wait at a time. */
export interface TransactionLimits {
  /** Transactions that run at the same time. */
  running: number;
  /** Transactions that wait. Further ones are rejected at once. */
  waiting: number;
  /** Milliseconds that a transaction waits before it is rejected. */
  waitTime: number;
}

/** Runs a limited number of transactions at a time, in order of arrival, so that connections remain free for reads. */
export class TransactionPlaces {
  readonly #limits: TransactionLimits;
  readonly #waiting = new Set<() => void>();
  #running = 0;

  constructor(limits: TransactionLimits) {
    this.#limits = limits;
  }

  /** Runs a transaction when there is a place. Throws a {@link ConnectionError} if there is none in time. */
  async run<T>(work: () => Promise<T>): Promise<T> {
    if (this.#running < this.#limits.running) this.#running += 1;
    else await this.#place();
    try {
      return await work();
    } finally {
      const [next] = this.#waiting;
      if (next) next();
      else this.#running -= 1;
    }
  }

  /** Resolves when another transaction passes its place on. */
  #place(): Promise<void> {
    if (this.#waiting.size >= this.#limits.waiting) {
      throw new ConnectionError(`${this.#waiting.size} transactions already wait for a connection.`, { code: '53300' });
    }
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const timer = setTimeout(() => {
      this.#waiting.delete(start);
      reject(new ConnectionError('No connection became free for a transaction in time.', { code: '53300' }));
    }, this.#limits.waitTime);
    const start = () => {
      this.#waiting.delete(start);
      clearTimeout(timer);
      resolve();
    };
    this.#waiting.add(start);
    return promise;
  }
}
