import type { CompiledQuery, DatabaseConnection, Driver, QueryResult, TransactionSettings } from 'kysely';
import { withConnectionCode } from './connection-error.ts';
import type { ConnectionQueue } from './connection-queue.ts';
import { isLockTimeout } from './database-error.ts';
import { planModeOf } from './plan-mode.ts';
import type { SessionSettings } from './session-settings.ts';
import type { StatementLog } from './statement-log.ts';
import { refuseSecondConnection } from './transaction-scope.ts';

type SavepointArguments = Parameters<NonNullable<Driver['savepoint']>>;

/**
 * A driver that reports each statement, rejects a second connection inside an open transaction, and limits the number of
 * statements that wait for a connection. Before each statement it sets the session. If the connection is lost, the error has the code of
 * PostgreSQL for that.
 *
 * It also releases the connection if a transaction cannot begin or be rolled back, for example because the server is gone.
 * The controlled transactions of Kysely, which MikroORM uses, would keep it until the pool is exhausted.
 */
export class ObservedDriver implements Driver {
  readonly #driver: Driver;
  readonly #log: StatementLog;
  readonly #queue: ConnectionQueue;
  readonly #settings: SessionSettings | undefined;

  constructor(
    driver: Driver,
    { log, queue, settings }: { log: StatementLog; queue: ConnectionQueue; settings?: SessionSettings },
  ) {
    this.#driver = driver;
    this.#log = log;
    this.#queue = queue;
    this.#settings = settings;
  }

  async init(...options: Parameters<Driver['init']>): Promise<void> {
    await this.#driver.init(...options);
  }

  async acquireConnection(...options: Parameters<Driver['acquireConnection']>): Promise<DatabaseConnection> {
    refuseSecondConnection(this.#log);
    const connection = await this.#queue.enter(() => this.#driver.acquireConnection(...options));
    return new ObservedConnection(connection, { log: this.#log, settings: this.#settings });
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
      await this.#settings?.prepareTransaction(inner);
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

class ObservedConnection implements DatabaseConnection {
  readonly connection: DatabaseConnection;
  readonly #log: StatementLog;
  readonly #settings: SessionSettings | undefined;
  isReleased = false;
  isInTransaction = false;

  constructor(connection: DatabaseConnection, of: { log: StatementLog; settings: SessionSettings | undefined }) {
    this.connection = connection;
    this.#log = of.log;
    this.#settings = of.settings;
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
    this.#log.report(query.sql, { parameters: query.parameters, planMode: planModeOf(query) });
    try {
      // A transaction has set its own.
      if (!this.isInTransaction) await this.#settings?.prepare(this.connection, query);
      return await this.connection.executeQuery<R>(query);
    } catch (error) {
      if (!this.isInTransaction && isLockTimeout(error)) this.#settings?.timeouts.failed(query.sql);
      throw withConnectionCode(error);
    }
  }

  streamQuery<R>(query: CompiledQuery, chunkSize: number): AsyncIterableIterator<QueryResult<R>> {
    this.#log.report(query.sql, { parameters: query.parameters, planMode: planModeOf(query) });
    return this.connection.streamQuery<R>(query, chunkSize);
  }
}
