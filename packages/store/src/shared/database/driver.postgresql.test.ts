import { type Driver, sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { openTestDatabase } from '../../testing/open-test-database.ts';
import { ConnectionQueue } from './connection-queue.ts';
import { ObservedDriver } from './observed-driver.ts';
import { StatementLog } from './statement-log.ts';
import { transact } from './transact.ts';

describe('driver of postgresql', () => {
  it('replaces connections that the server ended within transactions', async () => {
    const schema = { entities: [], migrations: [] };
    const database = await openTestDatabase('postgresql', { schema, poolSize: 2 });
    try {
      const endConnection = () =>
        transact({ database, actor: null }, (em) => em.execute('select pg_terminate_backend(pg_backend_pid())'));
      const outcomes = await Promise.allSettled([
        endConnection(),
        endConnection(),
        endConnection(),
        endConnection(),
        endConnection(),
      ]);
      expect(outcomes.map(({ status }) => status)).toEqual(Array(5).fill('rejected'));
      await transact({ database, actor: null }, () => Promise.resolve());
    } finally {
      await database.close();
    }
  });

  it('releases a connection once if a transaction cannot begin on it', async () => {
    const connection = { executeQuery: unused, streamQuery: unused };
    const released: unknown[] = [];
    const driver: Driver = {
      init: async () => undefined,
      acquireConnection: async () => connection,
      releaseConnection: async (one) => void released.push(one),
      beginTransaction: () => Promise.reject(new Error('the server is gone')),
      commitTransaction: unused,
      rollbackTransaction: unused,
      destroy: async () => undefined,
    };
    const observed = new ObservedDriver(driver, { log: new StatementLog(), queue: new ConnectionQueue(10) });
    const acquired = await observed.acquireConnection();
    await expect(observed.beginTransaction(acquired, {})).rejects.toThrow('the server is gone');
    expect(released).toEqual([connection]);
    await observed.releaseConnection(acquired);
    expect(released).toEqual([connection]);
  });

  it('cancels an aborted statement on the server', async () => {
    const database = await openTestDatabase('postgresql', { schema: { entities: [], migrations: [] } });
    try {
      const abort = new AbortController();
      const started = Promise.withResolvers<void>();
      const stop = database.onStatement(() => started.resolve());
      const sleeping = sql`select pg_sleep(600)`.execute(database.kysely(), {
        signal: abort.signal,
        inflightQueryAbortStrategy: 'cancel query',
      });
      await started.promise;
      stop();
      const countSleeping = sql<{ count: number }>`select count(*) as "count" from pg_stat_activity
        where "query" = 'select pg_sleep(600)' and "state" = 'active'`;
      const sleepers = async () => (await countSleeping.execute(database.kysely())).rows[0]?.count;
      await expect.poll(sleepers).toBe(1);
      abort.abort(new Error('aborted'));
      await expect(sleeping).rejects.toThrow('aborted');
      await expect.poll(sleepers).toBe(0);
    } finally {
      await database.close();
    }
  });
});

function unused(): never {
  throw new Error('This method must not be called.');
}
