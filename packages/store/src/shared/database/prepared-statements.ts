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
    try {
      return await this.#runPrepared(text, values);
    } catch (error) {
      if (!isStalePreparation(error)) throw error;
      this.#names.delete(text);
      if (this.#client.getTransactionStatus() !== 'I') throw error;
      return await this.#runPrepared(text, values);
    }
  }

  async #runPrepared(text: string, values: readonly unknown[]): Promise<unknown> {
    const name = this.#names.get(text) ?? `statement_${++this.#created}`;
    this.#names.delete(text);
    this.#names.set(text, name);
    const result = await this.#send({ name, text, values });
    await this.#makeRoom();
    return result;
  }

  async #makeRoom(): Promise<void> {
    const [oldest] = this.#names;
    if (!oldest || this.#names.size <= this.#limit) return;
    const [text, name] = oldest;
    this.#names.delete(text);
    delete this.#client.connection.parsedStatements[name];
    await this.#send(`deallocate ${name}`);
  }
}
