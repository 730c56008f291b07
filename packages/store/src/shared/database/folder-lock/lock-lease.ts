/** The condition of a lock, as the thread that keeps it last saw it. */
export const lockCondition = { held: 0n, lost: 1n, failing: 2n } as const;

const confirmedCell = 0;
const conditionCell = 1;

/**
 * The memory that the thread that keeps a lock shares with the thread that writes to the folder: when the lock was last
 * confirmed, and its condition. The writing thread can wait for it without its event loop.
 */
export class LockLease {
  readonly memory: SharedArrayBuffer;
  readonly #cells: BigInt64Array;

  constructor(memory = new SharedArrayBuffer(2 * BigInt64Array.BYTES_PER_ELEMENT)) {
    this.memory = memory;
    this.#cells = new BigInt64Array(memory);
  }

  /** When the lock was last known to be held, in milliseconds of the monotonic clock. */
  get confirmedAt(): number {
    return Number(Atomics.load(this.#cells, confirmedCell)) / 1000;
  }

  get condition(): bigint {
    return Atomics.load(this.#cells, conditionCell);
  }

  /** Records that the lock was held at a time. */
  confirm(at: number): void {
    Atomics.store(this.#cells, conditionCell, lockCondition.held);
    Atomics.store(this.#cells, confirmedCell, BigInt(Math.floor(at * 1000)));
    Atomics.notify(this.#cells, confirmedCell);
  }

  mark(condition: bigint): void {
    Atomics.store(this.#cells, conditionCell, condition);
    Atomics.notify(this.#cells, confirmedCell);
  }

  /** Blocks this thread until the next confirmation or mark, or until `milliseconds` have passed: false then. */
  waitForNews(milliseconds: number): boolean {
    const confirmed = Atomics.load(this.#cells, confirmedCell);
    return Atomics.wait(this.#cells, confirmedCell, confirmed, milliseconds) !== 'timed-out';
  }
}
