import type { Database } from '@collective-impact/store';

/** Statements that a gateway sends now and then: about budgets of rate limits, the last use of a key, and expired outcomes. */
const independent = /"(rate_budget|api_key)"|delete from "idempotency"/;

/** Does some work, and returns its result and the texts of its statements, without those that do not depend on it. */
export async function statementsOf<Result>(
  database: Database,
  work: () => Promise<Result>,
): Promise<{ result: Result; statements: string[] }> {
  const statements: string[] = [];
  const stop = database.statements.listen(({ sql }) => {
    if (!independent.test(sql)) statements.push(sql);
  });
  const result = await work();
  stop();
  return { result, statements };
}
