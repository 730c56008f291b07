import { isStalePreparation } from './database-error.ts';

/** The part of a client of `pg` that runs statements. */
export interface PreparingClient {
  query: (...request: readonly unknown[]) => unknown;
  /** I if no transaction is open; see `ReadyForQuery` in the protocol of PostgreSQL. */
  getTransactionStatus(): string | null;
  /** The client keeps the text of each name here, and does not remove it. */
  readonly connection: { readonly parsedStatements: Record<string, string> };
}

/**
 * Lets the server parse each statement with parameters once per connection: the client sends it under a name, and later only the name.
 * A connection keeps `limit` statements; the one that was used least recently makes room, because each takes memory of the server.
 *
 * If the schema has changed since a statement was prepared, or the server does not know its name, the statement is prepared again.
 * Inside a transaction this is the task of the caller, because the error has ended the transaction; see `isTransient`.
 */
export function prepareStatements(client: PreparingClient, limit: number): void {
  const prepared = new PreparedStatements(client, limit);
  client.query = (...request) => prepared.query(...request);
}

class PreparedStatements {
  readonly #client: PreparingClient;
  readonly #send: PreparingClient['query'];
  readonly #limit: number;
  /** The names of the statements by their texts, in the order of their last use. */
  readonly #names = new Map<string, string>();
  #created = 0;

  constructor(client: PreparingClient, limit: number) {
    this.#client = client;
    this.#send = client.query.bind(client);
    this.#limit = limit;
  }

  query(...request: readonly unknown[]): unknown {
    const [text, values] = request;
    // A text without parameters can contain several statements, such as a migration. A cursor is an object.
    const isPlain = typeof text === 'string' && Array.isArray(values) && values.length > 0 && request.length === 2;
    return isPlain ? this.#run(text, values) : this.#send(...request);
  }

  async #run(text: string, values: readonly unknown[]): Promise<unknown> {
    if (!this.#names.has(text)) await this.#makeRoom();
    try {
      return await this.#runPrepared(text, values);
    } catch (error) {
      if (!isStalePreparation(error)) throw error;
      this.#forget(text);
      if (!this.#isBetweenTransactions()) throw error;
      return await this.#runPrepared(text, values);
    }
  }

  #runPrepared(text: string, values: readonly unknown[]): unknown {
    const name = this.#names.get(text) ?? `statement_${++this.#created}`;
    this.#names.delete(text);
    this.#names.set(text, name);
    return this.#send({ name, text, values });
  }

  /** Removes what exceeds the limit before the next statement. Inside a transaction it does nothing: an error would end the transaction. */
  async #makeRoom(): Promise<void> {
    if (!this.#isBetweenTransactions()) return;
    for (const text of this.#names.keys()) {
      if (this.#names.size < this.#limit) return;
      const name = this.#forget(text);
      if (name !== undefined) await this.#deallocate(name);
    }
  }

  /** Returns the name under which the server keeps the statement. Undefined if the server has not parsed it. */
  #forget(text: string): string | undefined {
    const name = this.#names.get(text);
    this.#names.delete(text);
    const { parsedStatements } = this.#client.connection;
    if (name === undefined || parsedStatements[name] === undefined) return undefined;
    delete parsedStatements[name];
    return name;
  }

  async #deallocate(name: string): Promise<void> {
    try {
      await this.#send(`deallocate ${name}`);
    } catch (error) {
      // The server no longer knows the name, for example after `deallocate all`.
      if (!isStalePreparation(error)) throw error;
    }
  }

  #isBetweenTransactions(): boolean {
    return this.#client.getTransactionStatus() === 'I';
  }
}
