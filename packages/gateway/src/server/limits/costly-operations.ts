import { GraphQLError } from 'graphql';

/** An operation of at most this cost starts at once, whatever else is running. */
const smallCost = 1000;

/** Seconds after which a caller that was rejected can try again. */
const retryAfter = 5;

/** How many costly operations run and wait at a time. */
export interface CostlyOperationLimits {
  /** Total cost of the costly operations that run at the same time. One that costs more runs alone. */
  runningCost: number;
  /** Number of operations that wait. Further ones are rejected at once. */
  waiting: number;
  /** Milliseconds that an operation waits before it is rejected. */
  waitTime: number;
}

interface Waiting {
  readonly cost: number;
  readonly start: () => void;
}

/**
 * Runs costly operations a few at a time, in the order of their arrival, so that many of them together neither exhaust the
 * memory nor keep small ones waiting.
 */
export class CostlyOperations {
  readonly #limits: CostlyOperationLimits;
  readonly #waiting = new Set<Waiting>();
  #runningCost = 0;

  constructor(limits: CostlyOperationLimits) {
    this.#limits = limits;
  }

  /** Runs an operation when there is room. Throws an `UNAVAILABLE` error if there is none in time, or if the caller has left. */
  run<Result>(
    { cost, signal }: { cost: number; signal: () => AbortSignal },
    work: () => Result | PromiseLike<Result>,
  ): Result | PromiseLike<Result> {
    if (cost <= smallCost) return work();
    return this.#runInTurn({ cost, signal: signal() }, work);
  }

  async #runInTurn<Result>(
    { cost, signal }: { cost: number; signal: AbortSignal },
    work: () => Result | PromiseLike<Result>,
  ): Promise<Result> {
    if (this.#waiting.size > 0 || !this.#hasRoomFor(cost)) await this.#turn(cost, signal);
    else this.#runningCost += cost;
    try {
      return await work();
    } finally {
      this.#runningCost -= cost;
      this.#startNext();
    }
  }

  #hasRoomFor(cost: number): boolean {
    return this.#runningCost === 0 || this.#runningCost + cost <= this.#limits.runningCost;
  }

  #turn(cost: number, signal: AbortSignal): Promise<void> {
    if (this.#waiting.size >= this.#limits.waiting) throw busy();
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const leave = () => {
      this.#waiting.delete(waiting);
      clearTimeout(timer);
      signal.removeEventListener('abort', giveUp);
    };
    const giveUp = () => {
      leave();
      reject(busy());
      this.#startNext();
    };
    const start = () => {
      leave();
      resolve();
    };
    const waiting = { cost, start };
    const timer = setTimeout(giveUp, this.#limits.waitTime);
    this.#waiting.add(waiting);
    signal.addEventListener('abort', giveUp);
    if (signal.aborted) giveUp();
    return promise;
  }

  #startNext(): void {
    for (const { cost, start } of this.#waiting) {
      if (!this.#hasRoomFor(cost)) return;
      this.#runningCost += cost;
      start();
    }
  }
}

function busy(): GraphQLError {
  return new GraphQLError(
    `Other costly requests are being answered. Try again in ${retryAfter} seconds, or send a request of less cost.`,
    {
      extensions: {
        code: 'UNAVAILABLE',
        http: { status: 503, headers: { 'retry-after': String(retryAfter) } },
      },
    },
  );
}
