/** Milliseconds for which a lock that made a read fail is expected to remain. */
const expectedHold = 1000;

/** Maximum number of milliseconds that reads wait for a lock during that time. */
const shortTimeout = 10;

/**
 * How long the statements of a process wait for locks that other transactions hold. Reads wait for a table only while its definition
 * changes, or while a program locks all of it. After a read has failed, further ones wait only briefly, so that the many requests for
 * one locked table do not occupy all connections in turn.
 */
export class LockTimeouts {
  /** Milliseconds for transactions, and for changes outside of them. 0 for no limit. */
  readonly change: number;
  /** Milliseconds for reads outside of transactions, if no lock is known. 0 for no limit. */
  readonly read: number;
  readonly #clock: () => number;
  #heldUntil = Number.NEGATIVE_INFINITY;

  constructor({ change, read, clock }: { change: number; read: number; clock: () => number }) {
    this.change = change;
    this.read = read;
    this.#clock = clock;
  }

  /** Milliseconds for a statement outside of transactions. */
  of(statement: string): number {
    if (!isRead(statement)) return this.change;
    if (this.read === 0 || this.#clock() >= this.#heldUntil) return this.read;
    return Math.min(this.read, shortTimeout);
  }

  /** Must be called when a statement outside of transactions has waited too long for a lock. */
  failed(statement: string): void {
    if (isRead(statement)) this.#heldUntil = this.#clock() + expectedHold;
  }
}

function isRead(statement: string): boolean {
  return (
    /^\s*select\b/i.test(statement) || (/^\s*with\b/i.test(statement) && !/\b(insert|update|delete)\b/i.test(statement))
  );
}
