import { ConnectionError } from './connection-error.ts';
import { databaseErrorCode } from './database-error.ts';

/** Statements and transactions of this process that have a connection, and those that wait for one. */
export interface ConnectionCounts {
  used: number;
  waiting: number;
}

/**
 * Counts the statements that wait for a connection, and rejects those beyond a limit at once: a database that has stopped
 * responding must not collect the requests of minutes.
 */
export class ConnectionQueue {
  readonly #limit: number;
  #used = 0;
  #waiting = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  get counts(): ConnectionCounts {
    return { used: this.#used, waiting: this.#waiting };
  }

  /** Acquires a connection. Throws a {@link ConnectionError} if too many others wait, or if there is no connection. */
  async enter<Connection>(acquire: () => Promise<Connection>): Promise<Connection> {
    if (this.#waiting >= this.#limit) {
      throw new ConnectionError(`${this.#waiting} statements already wait for a connection.`, { code: '53300' });
    }
    this.#waiting += 1;
    try {
      const connection = await acquire();
      this.#used += 1;
      return connection;
    } catch (error) {
      if (databaseErrorCode(error) !== undefined) throw error;
      throw new ConnectionError('There is no connection to the database.', { code: '08001', cause: error });
    } finally {
      this.#waiting -= 1;
    }
  }

  /** Must be called for each connection that is given back. */
  leave(): void {
    this.#used -= 1;
  }
}
