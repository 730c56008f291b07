import { CompiledQuery, sql } from 'kysely';
import type { Database } from '../shared/database/database.ts';

/** The table of the budgets that gateways share. */
export const rateBudgetTable = 'rate_budget';

/** The part of a client of PostgreSQL that rate-limiter-flexible uses. */
export interface RateBudgetClient {
  query(statement: { text: string; values?: unknown[] }): Promise<{ rows: { points: number; expire: number }[] }>;
}

/** A client for the budgets in a database. */
export function rateBudgetClient(database: Database): RateBudgetClient {
  return {
    async query({ text, values = [] }) {
      const { rows } = await database.kysely().executeQuery(CompiledQuery.raw(text, values));
      const budgets = rows as { points: unknown; expire: unknown }[];
      return { rows: budgets.map(({ points, expire }) => ({ points: Number(points), expire: Number(expire) })) };
    },
  };
}

/** Deletes the budgets of past minutes, with the addresses of their callers. */
export async function deleteExpiredBudgets(database: Database): Promise<void> {
  await sql`delete from ${sql.table(rateBudgetTable)} where "expire" < ${database.now().getTime()}`.execute(
    database.kysely(),
  );
}
