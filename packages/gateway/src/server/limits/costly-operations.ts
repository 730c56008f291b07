import { GraphQLError } from 'graphql';

/** An operation of at most this cost starts at once, whatever else is running. */
const smallCost = 1000;

/** Seconds after which a caller that was rejected can try again. */
const retryAfter = 5;

/** How many costly operations run and wait at a time. */
export interface CostlyOperationLimits {
  /** Total cost of the costly operations that run at the same time. One that costs more runs alone. */
  runningCost: number;
  /** Number of operations that wait. Beyond it, the latest one of the caller with the most waiting operations is rejected. */
  waiting: number;
  /** Milliseconds that an operation waits before it is rejected. */
  waitTime: number;
}

/** An operation, and who sends it. */
interface CostlyOperation {
  cost: number;
  /** The principal, or the address of a caller without credentials. */
  caller: string;
  signal: () => AbortSignal;
}

interface Waiting {
  readonly cost: number;
  readonly start: () => void;
  readonly reject: () => void;
}

/**
 * Runs costly operations a few at a time, so that many of them together neither exhaust the memory nor keep small ones waiting.
 * Callers take turns, one operation at a time, so that a caller who sends many operations mostly delays its own.
 */
export class CostlyOperations {
  readonly #limits: CostlyOperationLimits;
  /** The waiting operations of each caller, in order of arrival. The first caller is the next one to start an operation. */
  readonly #callers = new Map<string, Set<Waiting>>();
  #waiting = 0;
  #runningCost = 0;

  constructor(limits: CostlyOperationLimits) {
    this.#limits = limits;
  }

  /** Runs an operation when there is room. Throws an `UNAVAILABLE` error if there is none in time, or if the caller has left. */
  run<Result>(operation: CostlyOperation, work: () => Result | PromiseLike<Result>): Result | PromiseLike<Result> {
    return operation.cost <= smallCost ? work() : this.#runInTurn(operation, work);
  }

  async #runInTurn<Result>(operation: CostlyOperation, work: () => Result | PromiseLike<Result>): Promise<Result> {
    const { cost } = operation;
    if (this.#waiting > 0 || !this.#hasRoomFor(cost)) await this.#turn(operation);
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

  #turn({ cost, caller, signal: signalOf }: CostlyOperation): Promise<void> {
    this.#makePlaceFor(caller);
    const signal = signalOf();
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const leave = () => {
      this.#remove(caller, waiting);
      clearTimeout(timer);
      signal.removeEventListener('abort', giveUp);
    };
    const giveUp = () => {
      waiting.reject();
      this.#startNext();
    };
    const waiting = {
      cost,
      start: () => {
        leave();
        resolve();
      },
      reject: () => {
        leave();
        reject(busy());
      },
    };
    const timer = setTimeout(giveUp, this.#limits.waitTime);
    this.#add(caller, waiting);
    signal.addEventListener('abort', giveUp);
    if (signal.aborted) giveUp();
    return promise;
  }

  /** If no place is left, the caller with the most waiting operations loses its last one, unless that is the new caller. */
  #makePlaceFor(caller: string): void {
    if (this.#waiting < this.#limits.waiting) return;
    const own = this.#callers.get(caller)?.size ?? 0;
    let most: Set<Waiting> | undefined;
    for (const waiting of this.#callers.values()) if (waiting.size > (most?.size ?? own + 1)) most = waiting;
    const last = most && [...most].at(-1);
    if (!last) throw busy();
    last.reject();
  }

  #add(caller: string, waiting: Waiting): void {
    const ofCaller = this.#callers.get(caller) ?? new Set();
    this.#callers.set(caller, ofCaller.add(waiting));
    this.#waiting += 1;
  }

  #remove(caller: string, waiting: Waiting): void {
    const ofCaller = this.#callers.get(caller);
    if (!ofCaller?.delete(waiting)) return;
    this.#waiting -= 1;
    if (ofCaller.size === 0) this.#callers.delete(caller);
  }

  #startNext(): void {
    for (const [caller, ofCaller] of this.#callers) {
      const [next] = ofCaller;
      if (!next || !this.#hasRoomFor(next.cost)) return;
      this.#runningCost += next.cost;
      next.start();
      // Behind the others, until its next turn.
      if (this.#callers.delete(caller)) this.#callers.set(caller, ofCaller);
    }
  }
}

function busy(): GraphQLError {
  return new GraphQLError(
    `The gateway is busy with other costly requests. Try again in ${retryAfter} seconds, or send a request that costs less.`,
    {
      extensions: {
        code: 'UNAVAILABLE',
        http: { status: 503, headers: { 'retry-after': String(retryAfter) } },
      },
    },
  );
}
