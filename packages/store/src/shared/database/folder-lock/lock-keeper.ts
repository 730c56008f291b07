import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { SetupError } from '@collective-impact/sdk';
import { type LockTiming, monotonicClock } from './lock-clock.ts';
import { type LockHolder, lockPath, readHolder } from './lock-file.ts';
import type { KeeperData, KeeperReport, KeeperRequest } from './lock-keeper-thread.ts';
import { LockLease, lockCondition } from './lock-lease.ts';

/** The build keeps the thread as a file of its own, beside the file that this module becomes a part of. */
const thread = new URL(`./lock-keeper-thread${import.meta.url.endsWith('.ts') ? '.ts' : '.js'}`, import.meta.url);

/** Keeps a lock that this process has taken, by a thread that writes its heartbeat. */
export class LockKeeper {
  readonly #folder: string;
  readonly #timing: LockTiming;
  readonly #lease = new LockLease();
  readonly #worker: Worker;
  readonly #lost = Promise.withResolvers<SetupError>();
  readonly #ended: Promise<unknown>;
  #failure: unknown;
  #release: Promise<void> | undefined;

  private constructor(kept: { folder: string; self: LockHolder; timing: LockTiming }) {
    this.#folder = kept.folder;
    this.#timing = kept.timing;
    const workerData: KeeperData = { ...kept, memory: this.#lease.memory };
    this.#worker = new Worker(thread, { workerData, execArgv: [] });
    this.#ended = once(this.#worker, 'exit');
    this.#worker.on('message', (report: KeeperReport) => {
      if (report.kind === 'FAILING') this.#failure = errorOf(report);
      if (report.kind === 'LOST') this.#lost.resolve(this.#lossError());
    });
    this.#worker.on('error', (error) => {
      this.#failure = error;
      this.#lease.mark(lockCondition.failing);
      this.#lost.resolve(this.#renewalError());
    });
  }

  /** Starts the heartbeat, and returns once the lock is confirmed. */
  static async start(kept: { folder: string; self: LockHolder; timing: LockTiming }): Promise<LockKeeper> {
    const keeper = new LockKeeper(kept);
    try {
      await keeper.#reportOf('STARTED');
      keeper.assertHeld();
    } catch (error) {
      await keeper.#worker.terminate();
      throw error;
    }
    // The thread must not keep a program running that has nothing else to do.
    keeper.#worker.unref();
    return keeper;
  }

  /** Resolves once this process has lost the lock, with an error that names the new holder. */
  get lost(): Promise<SetupError> {
    return this.#lost.promise;
  }

  get isLost(): boolean {
    return this.#lease.condition === lockCondition.lost;
  }

  /**
   * Returns if this process holds the lock now, and throws a {@link SetupError} if it has lost it. If the lock has not
   * been confirmed lately, this process may have been stopped: it then blocks until the thread has looked.
   */
  assertHeld(): void {
    const now = monotonicClock.now();
    const needed = Math.floor((now - this.#timing.lease) * 1000) / 1000;
    const waitUntil = now + 2 * this.#timing.stale;
    for (;;) {
      if (this.isLost) {
        const error = this.#lossError();
        this.#lost.resolve(error);
        throw error;
      }
      if (this.#lease.confirmedAt >= needed) return;
      if (this.#lease.condition === lockCondition.failing) throw this.#renewalError();
      const left = waitUntil - monotonicClock.now();
      if (left <= 0 || !this.#lease.waitForNews(left)) throw this.#renewalError();
    }
  }

  async announce(address: string): Promise<void> {
    await this.#request({ kind: 'ANNOUNCE', address });
  }

  /** Releases the lock and ends the thread. A second call does nothing. */
  release(): Promise<void> {
    this.#release ??= this.#end();
    return this.#release;
  }

  async #end(): Promise<void> {
    // A thread that has failed does not respond. The lock file then remains until another process takes it over.
    await Promise.race([this.#request({ kind: 'RELEASE' }), this.#ended]);
    this.#worker.ref();
    await this.#ended;
  }

  async #request(request: KeeperRequest): Promise<void> {
    const answered = this.#reportOf('DONE');
    this.#worker.ref();
    this.#worker.postMessage(request);
    const failure = errorOf(await answered);
    this.#worker.unref();
    if (failure !== undefined) throw failure;
  }

  #reportOf(kind: KeeperReport['kind']): Promise<KeeperReport> {
    return new Promise((resolve, reject) => {
      const listen = (report: KeeperReport) => {
        if (report.kind !== kind) return;
        this.#worker.off('message', listen).off('error', reject);
        resolve(report);
      };
      this.#worker.on('message', listen).once('error', reject);
    });
  }

  #lossError(): SetupError {
    const path = lockPath(this.#folder);
    const holder = readHolder(path);
    if (!holder) {
      return new SetupError(
        `The lock file ${path} was removed, so this process no longer writes to the folder. Make sure that no other process uses it, and start again.`,
      );
    }
    const address = holder.address ? ` (${holder.address})` : '';
    return new SetupError(
      `${this.#folder} was taken over by process ${holder.pid} on ${holder.host}${address} while this process did not respond, so this process no longer writes to it. Stop the other process before you start this one again.`,
    );
  }

  #renewalError(): SetupError {
    return new SetupError(
      `The lock file ${lockPath(this.#folder)} cannot be renewed, so this process does not write to the folder. Make sure that this user can write to the folder, and start again.`,
      { cause: this.#failure },
    );
  }
}

/** The error that a report describes. Undefined if it describes none. */
function errorOf({ error }: KeeperReport): Error | undefined {
  if (error === undefined) return undefined;
  const { message, ...fields } = error;
  return Object.assign(new Error(message), fields);
}
