import { randomUUID } from 'node:crypto';
import type { PGlite } from '@electric-sql/pglite';
import { type CompiledQuery, type Driver, sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { engines } from '../../testing/engines.ts';
import { openTestDatabase, type TestDatabase } from '../../testing/open-test-database.ts';
import { statementsOf } from '../../testing/statements-of.ts';
import { databaseErrorCode } from './database-error.ts';
import { fixtureSchema } from './fixture-schema.ts';
import { migrate } from './migrate.ts';
import { ObservedDriver } from './observed-driver.ts';
import { StatementLog } from './statement-log.ts';
import { transact } from './transact.ts';

describe.each(engines)('the driver of %s', (engine) => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await openTestDatabase(engine, { schema: fixtureSchema });
    await migrate(database);
  });

  afterAll(() => database.close());

  it('counts the rows that a statement changed, and none for one that only reads', async () => {
    const counts: (bigint | undefined)[] = [];
    for (const statement of [
      sql`insert into shelf ("id", "label") values (${randomUUID()}, 'c1'), (${randomUUID()}, 'c2') returning "id"`,
      sql`update shelf set "room" = 2 where "label" like 'c_'`,
      sql`select "id" from shelf`,
      sql`delete from shelf where "label" = 'nothing'`,
      sql`delete from shelf where "label" like 'c_'`,
    ]) {
      counts.push((await statement.execute(database.kysely())).numAffectedRows);
    }
    expect(counts).toEqual([2n, 2n, undefined, 0n, 2n]);
  });

  it('opens a transaction in the modes that are asked for', async () => {
    const { statements } = await statementsOf(database, async () => {
      const reading = database.kysely().transaction().setIsolationLevel('repeatable read').setAccessMode('read only');
      const outcome = await reading
        .execute((transaction) => sql`delete from shelf`.execute(transaction))
        .catch((error: unknown) => error);
      expect(databaseErrorCode(outcome)).toBe('25006');
    });
    expect(statements.map((statement) => statement.sql)).toEqual([
      'start transaction isolation level repeatable read read only',
      'delete from shelf',
      'rollback',
    ]);
  });

  it('reports savepoints, and those who no longer listen hear nothing', async () => {
    const heard: string[] = [];
    const stop = database.onStatement((statement) => heard.push(statement.sql));
    const transaction = await database.kysely().startTransaction().execute();
    const saved = await transaction.savepoint('here').execute();
    await saved.rollbackToSavepoint('here').execute();
    await saved.releaseSavepoint('here').execute();
    stop();
    await transaction.rollback().execute();
    expect(heard).toEqual(['begin', 'savepoint here', 'rollback to here', 'release here']);
  });

  it('goes on after an error in a statement and in a transaction', async () => {
    const broken = sql`select from nowhere`;
    await expect(broken.execute(database.kysely())).rejects.toThrow('nowhere');
    const failing = database
      .kysely()
      .transaction()
      .execute((transaction) => broken.execute(transaction));
    await expect(failing).rejects.toThrow('nowhere');
    await database.ping();
  });

  it('lets the program hear of notifications, but of none from a transaction that failed', async () => {
    const heard: string[] = [];
    const stop = await listen(database, (payload) => heard.push(payload));
    const failing = database
      .kysely()
      .transaction()
      .execute(async (transaction) => {
        await sql`notify shelves, 'undone'`.execute(transaction);
        throw new Error('undo it');
      });
    await expect(failing).rejects.toThrow('undo it');
    await sql`notify shelves, 'done'`.execute(database.kysely());
    await expect.poll(() => heard).toEqual(['done']);
    await stop();
  });
});

function unused(): never {
  throw new Error('not asked for');
}

/** Listens on the engine's own client, as the raw connection that MikroORM hands out allows. */
async function listen(database: TestDatabase, hear: (payload: string) => void): Promise<() => Promise<void>> {
  const client = await database.orm.em.getConnection().getNativeClient();
  if (database.engine === 'pglite') {
    const stop = await (client as PGlite).listen('shelves', hear);
    return () => stop();
  }
  const pool = client as { connect(): Promise<NotifiedClient> };
  const connection = await pool.connect();
  connection.on('notification', ({ payload }) => hear(payload));
  await connection.query('listen shelves');
  return async () => connection.release(true);
}

interface NotifiedClient {
  on(event: 'notification', listener: (message: { payload: string }) => void): void;
  query(text: string): Promise<unknown>;
  release(destroy: boolean): void;
}

describe('the driver of pglite', () => {
  it('refuses to stream, since the engine cannot', async () => {
    const database = await openTestDatabase('pglite', { schema: { entities: [], migrations: [] } });
    try {
      const executor = database.kysely().getExecutor();
      const query = sql`select 1`.compile(database.kysely()) as CompiledQuery;
      await expect(executor.stream(query, 1).next()).rejects.toThrow('read page by page, by key');
      await database.ping();
    } finally {
      await database.close();
    }
  });

  it('says so at once where a transaction cannot begin', async () => {
    const database = await openTestDatabase('pglite', { schema: { entities: [], migrations: [] } });
    const client = await database.orm.em.getConnection().getNativeClient();
    await (client as PGlite).close();
    await expect(database.kysely().startTransaction().execute()).rejects.toThrow('PGlite is closed');
    await database.close();
  });

  it('answers a ping during a transaction, which has the one connection', async () => {
    const database = await openTestDatabase('pglite', { schema: { entities: [], migrations: [] } });
    const transaction = await database.kysely().startTransaction().execute();
    await database.ping();
    await transaction.rollback().execute();
    await database.close();
  });
});

describe('the driver of postgresql', () => {
  it('has its connections back after the server ended them within transactions', async () => {
    const schema = { entities: [], migrations: [] };
    const database = await openTestDatabase('postgresql', { schema, poolSize: 2 });
    try {
      const cutOff = () =>
        transact(database, { actor: null }, (em) => em.execute('select pg_terminate_backend(pg_backend_pid())'));
      const outcomes = await Promise.allSettled([cutOff(), cutOff(), cutOff(), cutOff(), cutOff()]);
      expect(outcomes.map(({ status }) => status)).toEqual(Array(5).fill('rejected'));
      await transact(database, { actor: null }, () => Promise.resolve());
    } finally {
      await database.close();
    }
  });

  it('has a connection back on which a transaction could not begin', async () => {
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
    const observed = new ObservedDriver(driver, new StatementLog());
    const mine = await observed.acquireConnection();
    await expect(observed.beginTransaction(mine, {})).rejects.toThrow('the server is gone');
    expect(released).toEqual([connection]);
    await observed.releaseConnection(mine);
    expect(released).toEqual([connection]);
  });

  it('stops a statement on the server when it is given up', async () => {
    const database = await openTestDatabase('postgresql', { schema: { entities: [], migrations: [] } });
    try {
      const giveUp = new AbortController();
      const started = Promise.withResolvers<void>();
      const stop = database.onStatement(() => started.resolve());
      const sleeping = sql`select pg_sleep(600)`.execute(database.kysely(), {
        signal: giveUp.signal,
        inflightQueryAbortStrategy: 'cancel query',
      });
      await started.promise;
      stop();
      const asleep = sql<{ count: number }>`select count(*) as "count" from pg_stat_activity
        where "query" = 'select pg_sleep(600)' and "state" = 'active'`;
      const sleepers = async () => (await asleep.execute(database.kysely())).rows[0]?.count;
      await expect.poll(sleepers).toBe(1);
      giveUp.abort(new Error('given up'));
      await expect(sleeping).rejects.toThrow('given up');
      await expect.poll(sleepers).toBe(0);
    } finally {
      await database.close();
    }
  });
});
