import type { CompiledQuery, DatabaseConnection, Driver, QueryResult, TransactionSettings } from 'kysely';
import type { StatementLog } from './statement-log.ts';
import { refuseSecondConnection } from './transaction-scope.ts';

type SavepointArguments = Parameters<NonNullable<Driver['savepoint']>>;

/**
 * A driver that reports each statement, and rejects a second connection inside an open transaction.
 *
 * It also releases the connection if a transaction cannot begin or be rolled back, for example because the server is gone.
 * The controlled transactions of Kysely, which MikroORM uses, would keep it until the pool is exhausted.
 */
export class ObservedDriver implements Driver {
  readonly #driver: Driver;
  readonly #log: StatementLog;

  constructor(driver: Driver, log: StatementLog) {
    this.#driver = driver;
    this.#log = log;
  }

  async init(...options: Parameters<Driver['init']>): Promise<void> {
    await this.#driver.init(...options);
  }

  async acquireConnection(...options: Parameters<Driver['acquireConnection']>): Promise<DatabaseConnection> {
    refuseSecondConnection(this.#log);
    return new ObservedConnection(await this.#driver.acquireConnection(...options), this.#log);
  }

  async releaseConnection(connection: DatabaseConnection): Promise<void> {
    const observed = ours(connection);
    if (observed.isReleased) return;
    observed.isReleased = true;
    await this.#driver.releaseConnection(observed.connection);
  }

  async beginTransaction(connection: DatabaseConnection, settings: TransactionSettings): Promise<void> {
    this.#log.report(beginText(settings));
    await this.#orRelease(connection, (inner) => this.#driver.beginTransaction(inner, settings));
  }

  async commitTransaction(connection: DatabaseConnection): Promise<void> {
    this.#log.report('commit');
    await this.#driver.commitTransaction(ours(connection).connection);
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
      throw error;
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
  isReleased = false;

  constructor(connection: DatabaseConnection, log: StatementLog) {
    this.connection = connection;
    this.#log = log;
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
    return await this.connection.executeQuery<R>(query);
  }

  streamQuery<R>(query: CompiledQuery, chunkSize: number): AsyncIterableIterator<QueryResult<R>> {
    this.#log.report(query.sql, query.parameters);
    return this.connection.streamQuery<R>(query, chunkSize);
  }
}
