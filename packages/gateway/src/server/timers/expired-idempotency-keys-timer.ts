import { inspect } from 'node:util';
import { type Database, deleteExpiredIdempotencyKeys } from '@collective-impact/store';
import type { Log } from '../../shared/log.ts';
import { type Later, PeriodicTask } from './periodic-task.ts';

/**
 * Deletes expired idempotency keys: one minute after the start, and then every hour. Several gateways can share a
 * database. A failure is logged, and tried again at the next run.
 */
export function expiredIdempotencyKeysTimer({
  database,
  log,
  later,
}: {
  database: Database;
  log: Log;
  later?: Later;
}): PeriodicTask {
  return new PeriodicTask({
    run: async (signal) => {
      try {
        await deleteExpiredIdempotencyKeys(database, { signal });
      } catch (error) {
        log({ level: 'error', message: 'Expired idempotency keys could not be deleted.', cause: inspect(error) });
      }
    },
    firstAfter: 60_000,
    every: 60 * 60_000,
    later,
  });
}
