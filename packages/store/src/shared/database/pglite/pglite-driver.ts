import { setImmediate } from 'node:timers/promises';
import type { PGlite, Transaction } from '@electric-sql/pglite';
import {
  CompiledQuery,
  type DatabaseConnection,
  type Driver,
  type QueryResult,
  type TransactionSettings,
} from 'kysely';
import type { FolderLock } from '../folder-lock/folder-lock.ts';
import type { Turn } from '../turn.ts';
import type { WriteGuard } from '../write-guard.ts';

/** An open database. In a folder, it has the lock of the folder and the guard of its writes. */
export interface OpenedDatabase {
  pglite: PGlite;
  lock?: FolderLock | undefined;
  guard?: WriteGuard | undefined;
}

const countedCommands = new Set(['INSERT', 'UPDATE', 'DELETE', 'MERGE']);

/**
 * A Kysely driver for the one connection of a PGlite. Unlike the driver of Kysely, it applies the settings of a transaction,
 * reports affected rows like `pg`, and fails instead of hanging if a transaction cannot begin.
 */
export class PgliteDriver implements Driver {
  readonly #pglite: PGlite;
  readonly #turn: Turn;
  readonly #connectTimeout: number;
  readonly #lock: FolderLock | undefined;
  readonly #connection: PgliteSession;
  #release: (() => void) | undefined;

  /** `connectTimeout` is the longest time to wait for the connection, in milliseconds. */
  constructor(opened: OpenedDatabase & { turn: Turn; connectTimeout: number }) {
    this.#pglite = opened.pglite;
    this.#turn = opened.turn;
    this.#connectTimeout = opened.connectTimeout;
    this.#lock = opened.lock;
    this.#connection = new PgliteSession(opened);
  }

  async init(): Promise<void> {
    await this.#pglite.waitReady;
  }

  async acquireConnection(): Promise<DatabaseConnection> {
    this.#release = await this.#turn.take(this.#connectTimeout);
    // The statements run in this process and wait for nothing. Many of them would block other requests.
    await setImmediate();
    return this.#connection;
  }

  async releaseConnection(): Promise<void> {
    this.#release?.();
  }

  async beginTransaction(_connection: DatabaseConnection, settings: TransactionSettings): Promise<void> {
    await this.#connection.begin(settings);
  }

  async commitTransaction(): Promise<void> {
    await this.#connection.end('commit');
  }

  async rollbackTransaction(): Promise<void> {
    await this.#connection.end('rollback');
  }

  async savepoint(connection: DatabaseConnection, name: string): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw(`savepoint ${quoted(name)}`));
  }

  async rollbackToSavepoint(connection: DatabaseConnection, name: string): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw(`rollback to ${quoted(name)}`));
  }

  async releaseSavepoint(connection: DatabaseConnection, name: string): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw(`release ${quoted(name)}`));
  }

  async destroy(): Promise<void> {
    const release = await this.#turn.take();
    try {
      // Closing writes a checkpoint, so a folder that now belongs to another process is left as it is.
      if (!this.#pglite.closed && !this.#lock?.isLost) await this.#pglite.close();
    } finally {
      release();
    }
  }
}

class PgliteSession implements DatabaseConnection {
  readonly #pglite: PGlite;
  readonly #lock: FolderLock | undefined;
  readonly #guard: WriteGuard | undefined;
  #transaction: Transaction | undefined;
  #ended: Promise<void> | undefined;
  #decide: ((outcome: 'commit' | 'rollback') => void) | undefined;

  constructor({ pglite, lock, guard }: OpenedDatabase) {
    this.#pglite = pglite;
    this.#lock = lock;
    this.#guard = guard;
  }

  async executeQuery<R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> {
    const { rows, command, rowCount } = await this.#whileHeld(() =>
      (this.#transaction ?? this.#pglite).query<R>(sql, [...parameters]),
    );
    return {
      rows: rows as R[],
      numAffectedRows: command && countedCommands.has(command) ? BigInt(rowCount ?? 0) : undefined,
    };
  }

  streamQuery(): AsyncIterableIterator<never> {
    throw new Error('The embedded database does not support streaming. Read page by page, by key.');
  }

  /** The transaction of PGlite excludes all other statements, including those of its listeners. */
  async begin(settings: TransactionSettings): Promise<void> {
    this.#lock?.assertHeld();
    const begun = Promise.withResolvers<void>();
    const outcome = Promise.withResolvers<'commit' | 'rollback'>();
    this.#decide = outcome.resolve;
    this.#ended = this.#pglite.transaction(async (transaction) => {
      this.#transaction = transaction;
      const modes = modesOf(settings);
      if (modes !== '') await transaction.query(`set transaction ${modes}`);
      begun.resolve();
      if ((await outcome.promise) === 'rollback') await transaction.rollback();
    });
    this.#ended.catch(begun.reject);
    try {
      await begun.promise;
    } catch (error) {
      this.#forget();
      throw error;
    }
  }

  /** A transaction that failed to commit has ended too. Rolling it back then does nothing. */
  async end(outcome: 'commit' | 'rollback'): Promise<void> {
    try {
      if (outcome === 'commit') this.#lock?.assertHeld();
      // Once the folder is lost, nothing is sent to the database, and what its transaction wrote is not committed.
      if (this.#lock?.isLost) return;
      this.#decide?.(outcome);
      await this.#ended;
    } finally {
      this.#forget();
    }
  }

  /**
   * Runs a statement. If a write was refused or the lock of the folder was lost meanwhile, that is the error, whatever the
   * statement returned or threw.
   */
  async #whileHeld<T>(statement: () => Promise<T>): Promise<T> {
    this.#lock?.assertHeld();
    try {
      return await statement();
    } finally {
      this.#guard?.rethrowRefusal();
      if (this.#lock?.isLost) this.#lock.assertHeld();
    }
  }

  #forget(): void {
    this.#transaction = undefined;
    this.#ended = undefined;
    this.#decide = undefined;
  }
}

function modesOf({ isolationLevel, accessMode }: TransactionSettings): string {
  return [isolationLevel && `isolation level ${isolationLevel}`, accessMode].filter(Boolean).join(', ');
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
