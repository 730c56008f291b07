import type { Database } from '../shared/database/database.ts';
import type { Statement } from '../shared/database/statement-log.ts';

/** Runs `work`. Returns its result, and every statement that the database received meanwhile. */
export async function statementsOf<T>(
  database: Database,
  work: () => Promise<T>,
): Promise<{ result: T; statements: Statement[] }> {
  const statements: Statement[] = [];
  const stop = database.onStatement((statement) => statements.push(statement));
  try {
    return { result: await work(), statements };
  } finally {
    stop();
  }
}
