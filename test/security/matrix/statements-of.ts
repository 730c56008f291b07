import type { Gateway } from '@collective-impact/gateway';
import type { Database } from '@collective-impact/store';
import { vi } from 'vitest';

/** Statements that a gateway sends now and then with a request: about budgets of rate limits, and the last use of a key. */
const independent = /"(rate_budget|api_key)"/;

/** Starts a gateway whose timers never run, so that it sends only the statements of requests. Returns its address. */
export async function listenWithoutTimers(gateway: Gateway): Promise<string> {
  vi.useFakeTimers({ toFake: ['setTimeout'] });
  try {
    return await gateway.listen({ port: 0, host: '127.0.0.1' });
  } finally {
    vi.useRealTimers();
  }
}

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
