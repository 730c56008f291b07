import { inspect } from 'node:util';
import { type Database, deleteExpiredBudgets } from '@collective-impact/store';
import type { RateLimits } from '../../rate-limits/index.ts';
import type { Log } from '../../shared/log.ts';
import { type Later, PeriodicTask } from './periodic-task.ts';

/** Deletes the expired budgets of callers, with their addresses, each minute. A failure is logged. */
export function expiredBudgetsTimer({
  database,
  rateLimits,
  log,
  later,
}: {
  database: Database;
  rateLimits: RateLimits;
  log: Log;
  later?: Later;
}): PeriodicTask {
  return new PeriodicTask({
    run: async () => {
      rateLimits.sweep();
      try {
        await deleteExpiredBudgets(database);
      } catch (error) {
        log({ level: 'error', message: 'Expired rate limits could not be deleted.', cause: inspect(error) });
      }
    },
    firstAfter: 60_000,
    every: 60_000,
    later,
  });
}
