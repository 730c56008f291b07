import { setTimeout as delay } from 'node:timers/promises';
import type { IsolationLevel, SqlEntityManager } from '@mikro-orm/sql';
import type { Database } from './database.ts';
import { isTransient } from './database-error.ts';
import { refuseSecondConnection, withinTransaction } from './transaction-scope.ts';

export interface TransactOptions {
  /** The actor, for the audit log; null if unknown. Triggers read it as `ci.actor`. */
  actor: string | null;
  /** The UUIDs of the ecosystems that the transaction may write. Null for no limit. Triggers read it as `ci.ecosystems`. */
  ecosystems?: readonly string[] | null;
  /** The origin of the request, for the audit log. Triggers read it as `ci.address` and `ci.request_id`. */
  origin?: { readonly address: string; readonly requestId: string } | null;
  /** Read committed by default. All levels are the same on the one connection of the embedded database. */
  isolationLevel?: `${IsolationLevel}`;
  /** The maximum number of attempts if concurrent transactions interfere; 5 by default. */
  attempts?: number;
  /** The timeout of each statement of this transaction in milliseconds; 0 for no limit. PostgreSQL only. */
  statementTimeout?: number;
  /** The timeout of waits for a lock in this transaction in milliseconds; 0 for no limit. PostgreSQL only. */
  lockTimeout?: number;
  /** The timeout of pauses in this transaction in milliseconds; 0 for no limit. PostgreSQL only. */
  idleTimeout?: number;
}

const defaultAttempts = 5;

/**
 * Runs `work` in one transaction, with an entity manager of its own, and flushes it at the end. After a
 * serialization failure or a deadlock, `work` runs again, so it must do nothing that a rollback does not undo.
 *
 * `work` must use only the `em` that it receives. A fork, a nested call, or a query of the database itself throws immediately, on
 * both engines.
 */
export async function transact<T>(
  { database, ...options }: TransactOptions & { database: Database },
  work: (em: SqlEntityManager) => Promise<T>,
): Promise<T> {
  refuseSecondConnection(database.statements);
  const attempts = options.attempts ?? defaultAttempts;
  const once = () => attemptOnce({ database, options, work });
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await (database.transactions?.run(once) ?? once());
    } catch (error) {
      if (attempt >= attempts || !isTransient(error)) throw error;
      // A random delay keeps the same transactions from colliding again.
      await delay(Math.random() * 10 * 2 ** attempt);
    }
  }
}

async function attemptOnce<T>(attempt: {
  database: Database;
  options: TransactOptions;
  work: (em: SqlEntityManager) => Promise<T>;
}): Promise<T> {
  const { database, options, work } = attempt;
  const em = database.orm.em.fork();
  em.setSessionContext({ variables: variablesOf(options) });
  return await em.transactional((transaction) => withinTransaction(database.statements, () => work(transaction)), {
    isolationLevel: options.isolationLevel as IsolationLevel | undefined,
  });
}

function variablesOf(options: TransactOptions): Record<string, string> {
  const { actor, ecosystems, origin, statementTimeout, lockTimeout, idleTimeout } = options;
  return {
    'ci.actor': actor ?? '',
    ...(ecosystems && { 'ci.ecosystems': `{${ecosystems.join(',')}}` }),
    ...(origin && { 'ci.address': origin.address, 'ci.request_id': origin.requestId }),
    ...(statementTimeout !== undefined && { statement_timeout: String(statementTimeout) }),
    ...(lockTimeout !== undefined && { lock_timeout: String(lockTimeout) }),
    ...(idleTimeout !== undefined && { idle_in_transaction_session_timeout: String(idleTimeout) }),
  };
}
