import { randomUUID } from 'node:crypto';
import type { PGlite } from '@electric-sql/pglite';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { engines } from '../../testing/engines.ts';
import { openTestDatabase, type TestDatabase } from '../../testing/open-test-database.ts';
import { statementsOf } from '../../testing/statements-of.ts';
import { databaseErrorCode } from './database-error.ts';
import { fixtureSchema } from './schema/fixture-schema.ts';
import { migrate } from './schema/migrate.ts';

describe.each(engines)('driver of %s', (engine) => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await openTestDatabase(engine, { schema: fixtureSchema });
    await migrate(database);
  });

  afterAll(() => database.close());

  it('returns the number of rows that a statement changed, and none for a select', async () => {
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

  it('opens a transaction with the given isolation level and access mode', async () => {
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

  it('reports the statements of savepoints until the listener stops', async () => {
    const received: string[] = [];
    const stop = database.onStatement((statement) => received.push(statement.sql));
    const transaction = await database.kysely().startTransaction().execute();
    const saved = await transaction.savepoint('here').execute();
    await saved.rollbackToSavepoint('here').execute();
    await saved.releaseSavepoint('here').execute();
    stop();
    await transaction.rollback().execute();
    expect(received).toEqual(['begin', 'savepoint here', 'rollback to here', 'release here']);
  });

  it('stays usable after an error in a statement or a transaction', async () => {
    const broken = sql`select from nowhere`;
    await expect(broken.execute(database.kysely())).rejects.toThrow('nowhere');
    const failing = database
      .kysely()
      .transaction()
      .execute((transaction) => broken.execute(transaction));
    await expect(failing).rejects.toThrow('nowhere');
    await database.ping();
  });

  it('delivers notifications, except those of a failed transaction', async () => {
    const received: string[] = [];
    const stop = await listen(database, (payload) => received.push(payload));
    const failing = database
      .kysely()
      .transaction()
      .execute(async (transaction) => {
        await sql`notify shelves, 'rolled back'`.execute(transaction);
        throw new Error('roll back');
      });
    await expect(failing).rejects.toThrow('roll back');
    await sql`notify shelves, 'committed'`.execute(database.kysely());
    await expect.poll(() => received).toEqual(['committed']);
    await stop();
  });
});

/** Listens on the native client of the engine, which MikroORM provides. Returns a function that stops listening. */
async function listen(database: TestDatabase, onPayload: (payload: string) => void): Promise<() => Promise<void>> {
  const client = await database.orm.em.getConnection().getNativeClient();
  if (database.engine === 'pglite') {
    const stop = await (client as PGlite).listen('shelves', onPayload);
    return () => stop();
  }
  const pool = client as { connect(): Promise<NotifiedClient> };
  const connection = await pool.connect();
  connection.on('notification', ({ payload }) => onPayload(payload));
  await connection.query('listen shelves');
  return async () => connection.release(true);
}

interface NotifiedClient {
  on(event: 'notification', listener: (message: { payload: string }) => void): void;
  query(text: string): Promise<unknown>;
  release(destroy: boolean): void;
}
