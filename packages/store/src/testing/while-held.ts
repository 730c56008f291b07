import { type RawBuilder, sql } from 'kysely';
import { transact } from '../shared/database/transact.ts';
import type { TestDatabase } from './open-test-database.ts';

/**
 * Starts all of `work` while another transaction holds the locks of `statement`. That transaction ends once all of the work
 * waits for a lock, so that the work then runs concurrently. PostgreSQL only, because it reports waiting statements.
 */
export async function whileHeld<T>(
  database: TestDatabase,
  { statement, work }: { statement: RawBuilder<unknown>; work: () => Promise<T>[] },
): Promise<T[]> {
  const held = Promise.withResolvers<void>();
  const release = Promise.withResolvers<void>();
  const holder = transact({ database, actor: null }, async (em) => {
    await statement.execute(em.getKysely());
    held.resolve();
    await release.promise;
  });
  await held.promise;
  const started = work();
  let settled = false;
  const results = Promise.all(started).finally(() => {
    settled = true;
  });
  for (let waiting = 0; waiting < started.length && !settled; ) {
    const { rows } = await sql<{ count: number }>`select count(*) as "count" from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock'`.execute(database.kysely());
    waiting = rows[0]?.count ?? 0;
  }
  release.resolve();
  await holder;
  return results;
}
