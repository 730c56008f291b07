import type { PlanMode } from './plan-mode.ts';

/** A statement as it was sent to the database. */
export interface Statement {
  /** SQL with placeholders: `$1` from Kysely, `?` from MikroORM, which inlines its values before it sends them. */
  sql: string;
  parameters: readonly unknown[];
  /** How PostgreSQL plans it. Undefined for commands such as `commit`. */
  planMode?: PlanMode;
}

/** Reports every statement of one database to listeners. Has no cost if there are none. */
export class StatementLog {
  readonly #listeners = new Set<(statement: Statement) => void>();
  readonly #inlined = new Map<string, Statement>();

  get isHeard(): boolean {
    return this.#listeners.size > 0;
  }

  /** Calls `listener` with every statement from now on, until the returned function is called. */
  listen(listener: (statement: Statement) => void): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
      if (!this.isHeard) this.#inlined.clear();
    };
  }

  /** Stores the original of a statement with inlined values until it is sent. */
  remember(inlined: string, statement: Statement): void {
    this.#inlined.set(inlined, statement);
  }

  /** Reports a statement that is about to be sent. */
  report(sql: string, sent: Omit<Statement, 'sql'> = { parameters: [] }): void {
    if (!this.isHeard) return;
    const statement = this.#inlined.get(sql) ?? { sql, ...sent };
    this.#inlined.delete(sql);
    for (const listener of this.#listeners) listener(statement);
  }
}
