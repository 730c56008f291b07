import {
  CompiledQuery,
  type DatabaseConnection,
  type Driver,
  type QueryResult,
  type TransactionSettings,
} from 'kysely';
import { withConnectionCode } from './connection-error.ts';
import type { ConnectionQueue } from './connection-queue.ts';
import { isLockTimeout } from './database-error.ts';
import type { LockTimeouts } from './lock-timeouts.ts';
import type { StatementLog } from './statement-log.ts';
import { refuseSecondConnection } from './transaction-scope.ts';

type SavepointArguments = Parameters<NonNullable<Driver['savepoint']>>;

/**
 * A driver that reports each statement, rejects a second connection inside an open transaction, and limits the number of
 * statements that wait for a connection, and the time that each waits for a lock. If the connection is lost, the error has the code of
 * PostgreSQL for that.
 *
 * It also releases the connection if a transaction cannot begin or be rolled back, for example because the server is gone.
 * The controlled transactions of Kysely, which MikroORM uses, would keep it until the pool is exhausted.
 */
export class ObservedDriver implements Driver {
  readonly #driver: Driver;
  readonly #log: StatementLog;
  readonly #queue: ConnectionQueue;
  readonly #locks: LockTimeouts | undefined;
  /** Milliseconds that the session of a connection waits for a lock. Without an entry, they are `LockTimeouts.read`. */
  readonly #set = new WeakMap<DatabaseConnection, number>();

  constructor(
    driver: Driver,
    { log, queue, locks }: { log: StatementLog; queue: ConnectionQueue; locks?: LockTimeouts },
  ) {
    this.#driver = driver;
    this.#log = log;
    this.#queue = queue;
    this.#locks = locks;
  }

  async init(...options: Parameters<Driver['init']>): Promise<void> {
    await this.#driver.init(...options);
  }

  async acquireConnection(...options: Parameters<Driver['acquireConnection']>): Promise<DatabaseConnection> {
    refuseSecondConnection(this.#log);
    const connection = await this.#queue.enter(() => this.#driver.acquireConnection(...options));
    const locks = this.#locks && { timeouts: this.#locks, set: this.#set };
    return new ObservedConnection(connection, { log: this.#log, locks });
  }

  async releaseConnection(connection: DatabaseConnection): Promise<void> {
    const observed = ours(connection);
    if (observed.isReleased) return;
    observed.isReleased = true;
    this.#queue.leave();
    await this.#driver.releaseConnection(observed.connection);
  }

  async beginTransaction(connection: DatabaseConnection, settings: TransactionSettings): Promise<void> {
    this.#log.report(beginText(settings));
    const observed = ours(connection);
    await this.#orRelease(connection, async (inner) => {
      await this.#driver.beginTransaction(inner, settings);
      observed.isInTransaction = true;
      if (this.#locks) await inner.executeQuery(CompiledQuery.raw(`set local lock_timeout = ${this.#locks.change}`));
    });
  }

  async commitTransaction(connection: DatabaseConnection): Promise<void> {
    this.#log.report('commit');
    try {
      await this.#driver.commitTransaction(ours(connection).connection);
    } catch (error) {
      throw withConnectionCode(error);
    }
  }

  async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    this.#log.report('rollback');
    await this.#orRelease(connection, (inner) => this.#driver.rollbackTransaction(inner));
  }

  async #orRelease(connection: DatabaseConnection, step: (inner: DatabaseConnection) => Promise<void>): Promise<void> {
    try {
      await step(ours(connection).connection);
    } catch (error) {
      await this.releaseConnection(connection);
      throw withConnectionCode(error);
    }
  }

  async savepoint(...[connection, name, compile]: SavepointArguments): Promise<void> {
    this.#log.report(`savepoint ${name}`);
    await this.#driver.savepoint?.(ours(connection).connection, name, compile);
  }

  async rollbackToSavepoint(...[connection, name, compile]: SavepointArguments): Promise<void> {
    this.#log.report(`rollback to ${name}`);
    await this.#driver.rollbackToSavepoint?.(ours(connection).connection, name, compile);
  }

  async releaseSavepoint(...[connection, name, compile]: SavepointArguments): Promise<void> {
    this.#log.report(`release ${name}`);
    await this.#driver.releaseSavepoint?.(ours(connection).connection, name, compile);
  }

  async destroy(): Promise<void> {
    await this.#driver.destroy();
  }
}

function beginText({ isolationLevel, accessMode }: TransactionSettings): string {
  if (!isolationLevel && !accessMode) return 'begin';
  return ['start transaction', isolationLevel && `isolation level ${isolationLevel}`, accessMode]
    .filter(Boolean)
    .join(' ');
}

function ours(connection: DatabaseConnection): ObservedConnection {
  if (connection instanceof ObservedConnection) return connection;
  throw new TypeError('The connection belongs to another driver.');
}

/** The time to wait for a lock, and what the sessions of the connections have set. */
interface ConnectionLocks {
  readonly timeouts: LockTimeouts;
  readonly set: WeakMap<DatabaseConnection, number>;
}

class ObservedConnection implements DatabaseConnection {
  readonly connection: DatabaseConnection;
  readonly #log: StatementLog;
  readonly #locks: ConnectionLocks | undefined;
  isReleased = false;
  isInTransaction = false;

  constructor(connection: DatabaseConnection, { log, locks }: { log: StatementLog; locks?: ConnectionLocks }) {
    this.connection = connection;
    this.#log = log;
    this.#locks = locks;
  }

  // Kysely checks whether these three exist before it uses them.
  get cancelQuery(): DatabaseConnection['cancelQuery'] {
    return this.connection.cancelQuery?.bind(this.connection);
  }

  get collectSessionInfo(): DatabaseConnection['collectSessionInfo'] {
    return this.connection.collectSessionInfo?.bind(this.connection);
  }

  get killSession(): DatabaseConnection['killSession'] {
    return this.connection.killSession?.bind(this.connection);
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    this.#log.report(query.sql, query.parameters);
    try {
      await this.#setLockTimeout(query.sql);
      return await this.connection.executeQuery<R>(query);
    } catch (error) {
      if (!this.isInTransaction && isLockTimeout(error)) this.#locks?.timeouts.failed(query.sql);
      throw withConnectionCode(error);
    }
  }

  /** Sets how long the session waits for a lock, if the current setting is not the one of this statement. A transaction sets its own. */
  async #setLockTimeout(statement: string): Promise<void> {
    if (!this.#locks || this.isInTransaction) return;
    const { timeouts, set } = this.#locks;
    const timeout = timeouts.of(statement);
    if (timeout === (set.get(this.connection) ?? timeouts.read)) return;
    await this.connection.executeQuery(CompiledQuery.raw(`set lock_timeout = ${timeout}`));
    set.set(this.connection, timeout);
  }

  streamQuery<R>(query: CompiledQuery, chunkSize: number): AsyncIterableIterator<QueryResult<R>> {
    this.#log.report(query.sql, query.parameters);
    return this.connection.streamQuery<R>(query, chunkSize);
  }
}
