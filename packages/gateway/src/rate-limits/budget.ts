import { setTimeout as delay } from 'node:timers/promises';
import type { RateLimiterAbstract, RateLimiterRes } from 'rate-limiter-flexible';

/** A part of a budget that this process has reserved, and until when it is valid, in milliseconds since 1970. */
interface Reservation {
  left: number;
  until: number;
}

/** Options of a {@link Budget}. */
export interface BudgetOptions {
  /** Requests in a window. */
  points: number;
  /** Counts the requests of this process alone. */
  local: RateLimiterAbstract;
  /** Counts the requests of all processes; null if there is only this one. */
  shared: RateLimiterAbstract | null;
  /** Milliseconds to wait for the shared counter. */
  patience?: number;
  /** Milliseconds without the shared counter after it has failed. */
  pause?: number;
  /** Called when the shared counter fails. */
  onFailure?: (error: unknown) => void;
}

/** The number of reservations for which a whole budget suffices. */
const blocks = 20;

/**
 * The budget of each caller, in requests for each window. A process reserves a block of the shared budget at a time, so that
 * most requests need no access to the database. If the shared counter fails, each process has a budget of its own.
 */
export class Budget {
  readonly #options: BudgetOptions;
  readonly #block: number;
  readonly #reservations = new Map<string, Reservation>();
  readonly #pending = new Map<string, Promise<Reservation>>();
  #sharedAgainAt = 0;

  constructor(options: BudgetOptions) {
    this.#options = options;
    this.#block = Math.max(1, Math.floor(options.points / blocks));
  }

  /** Spends one request. Returns 0 if the budget suffices, otherwise the seconds until there is a new one. */
  async spend(key: string): Promise<number> {
    for (;;) {
      const reservation = this.#reservations.get(key);
      if (reservation && reservation.until > Date.now()) {
        if (reservation.left > 0) {
          reservation.left -= 1;
          return 0;
        }
        if (reservation.left < 0) return Math.max(1, Math.ceil((reservation.until - Date.now()) / 1000));
      }
      await this.#reserveOnce(key);
    }
  }

  /** Removes the reservations of past windows. */
  sweep(): void {
    const now = Date.now();
    for (const [key, { until }] of this.#reservations) if (until <= now) this.#reservations.delete(key);
  }

  /** Reserves for all requests of a caller that wait at the same time. */
  async #reserveOnce(key: string): Promise<void> {
    const running = this.#pending.get(key) ?? this.#reserve(key);
    this.#pending.set(key, running);
    try {
      this.#reservations.set(key, await running);
    } finally {
      this.#pending.delete(key);
    }
  }

  async #reserve(key: string): Promise<Reservation> {
    const { shared, local, pause = 5000, onFailure } = this.#options;
    if (shared && Date.now() >= this.#sharedAgainAt) {
      try {
        return await this.#consume(shared, { key, patience: this.#options.patience ?? 500 });
      } catch (error) {
        this.#sharedAgainAt = Date.now() + pause;
        onFailure?.(error);
      }
    }
    return await this.#consume(local, { key });
  }

  async #consume(counter: RateLimiterAbstract, { key, patience }: { key: string; patience?: number }) {
    const block = this.#block;
    const counted = counter.consume(key, block).catch(resultOrError);
    const result = await (patience === undefined ? counted : Promise.race([counted, tooLate(patience)]));
    // The last block of a budget can be a part of one. A negative number means an exhausted budget.
    const granted = Math.min(block, this.#options.points - (result.consumedPoints - block));
    return { left: granted > 0 ? granted : -1, until: Date.now() + Math.max(1, result.msBeforeNext) };
  }
}

/** A counter rejects with its result if the budget is exhausted. */
function resultOrError(error: RateLimiterRes | Error): RateLimiterRes {
  if (error instanceof Error) throw error;
  return error;
}

async function tooLate(milliseconds: number): Promise<never> {
  await delay(milliseconds, undefined, { ref: false });
  throw new Error('The shared budget does not respond.');
}
