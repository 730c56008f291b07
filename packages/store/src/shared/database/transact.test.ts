import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { engines } from '../../testing/engines.ts';
import { openTestDatabase, type TestDatabase } from '../../testing/open-test-database.ts';
import { statementsOf } from '../../testing/statements-of.ts';
import { databaseErrorCode } from './database-error.ts';
import { fixtureSchema, ShelfEntity } from './schema/fixture-schema.ts';
import { migrate } from './schema/migrate.ts';
import { transact } from './transact.ts';

const options = { actor: 'ann' };

describe.each(engines)('transact on %s', (engine) => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await openTestDatabase(engine, { schema: fixtureSchema });
    await migrate(database);
    await sql`create function note_actor() returns trigger language plpgsql as $$
      begin new.actor := nullif(current_setting('ci.actor', true), ''); return new; end $$`.execute(database.kysely());
    await sql`create trigger note_actor before insert or update on shelf
      for each row execute function note_actor()`.execute(database.kysely());
  });

  afterAll(() => database.close());

  function shelf(label: string) {
    return { id: randomUUID(), label };
  }

  async function shelves(prefix: string): Promise<{ label: string; actor: string | null }[]> {
    const query = sql<{ label: string; actor: string | null }>`
      select "label", "actor" from shelf where "label" like ${`${prefix}%`} order by "label" collate "C"`;
    return (await query.execute(database.kysely())).rows;
  }

  it('saves new entities, sets the actor for triggers, and returns the result of the work', async () => {
    const result = await transact({ database, ...options }, async (em) => {
      em.create(ShelfEntity, shelf('flushed'));
      return 42;
    });
    expect(result).toBe(42);
    expect(await shelves('flushed')).toEqual([{ label: 'flushed', actor: 'ann' }]);
  });

  it('resets the actor after the transaction', async () => {
    await transact({ database, actor: null }, async (em) => void em.create(ShelfEntity, shelf('actor 1')));
    await transact({ database, ...options }, async (em) => void em.create(ShelfEntity, shelf('actor 2')));
    await sql`insert into shelf ("id", "label") values (${randomUUID()}, 'actor 3')`.execute(database.kysely());
    expect((await shelves('actor')).map(({ actor }) => actor)).toEqual([null, 'ann', null]);
  });

  it('rolls back if the work throws', async () => {
    const failing = transact({ database, ...options }, async (em) => {
      em.create(ShelfEntity, shelf('undone'));
      await em.flush();
      throw new Error('rejected');
    });
    await expect(failing).rejects.toThrow('rejected');
    expect(await shelves('undone')).toEqual([]);
  });

  it('shows its uncommitted rows to its own queries', async () => {
    const seen = await transact({ database, ...options }, async (em) => {
      em.create(ShelfEntity, shelf('uncommitted'));
      await em.flush();
      const { rows } = await sql`select "label" from shelf where "label" = 'uncommitted'`.execute(em.getKysely());
      return rows;
    });
    expect(seen).toEqual([{ label: 'uncommitted' }]);
  });

  it('isolates concurrent reads and writes from a transaction that is rolled back', async () => {
    const entered = Promise.withResolvers<void>();
    const leave = Promise.withResolvers<void>();
    const slow = transact({ database, ...options }, async (em) => {
      await em.insert(ShelfEntity, shelf('apart'));
      entered.resolve();
      await leave.promise;
      throw new Error('rolled back');
    });
    await entered.promise;
    const reading = shelves('apart');
    const writing = transact({ database, ...options }, async (em) => void em.create(ShelfEntity, shelf('apart, too')));
    leave.resolve();
    await expect(slow).rejects.toThrow('rolled back');
    expect((await reading).map(({ label }) => label)).not.toContain('apart');
    await writing;
    expect((await shelves('apart')).map(({ label }) => label)).toEqual(['apart, too']);
  });

  it('completes many concurrent transactions, some of which fail', async () => {
    const labels = Array.from({ length: 40 }, (_, at) => `many ${String(at).padStart(2, '0')}`);
    const outcomes = await Promise.allSettled(
      labels.map((label, at) =>
        transact({ database, ...options }, async (em) => {
          await em.insert(ShelfEntity, shelf(label));
          if (at % 4 === 0) throw new Error('one of four fails');
        }),
      ),
    );
    expect(outcomes.filter(({ status }) => status === 'rejected')).toHaveLength(10);
    expect((await shelves('many')).map(({ label }) => label)).toEqual(labels.filter((_, at) => at % 4 !== 0));
  });

  it.each([
    ['a query of the database', () => sql`select 1`.execute(database.kysely())],
    ['a fork', () => database.orm.em.fork().find(ShelfEntity, {})],
    ['another transaction', () => transact({ database, ...options }, async () => undefined)],
  ])('rejects %s inside a transaction', async (_, work) => {
    const nested = transact({ database, ...options }, work as () => Promise<unknown>);
    await expect(nested).rejects.toThrow(
      'use the entity manager that it provides. Do not fork it, and do not nest transactions.',
    );
    await database.ping();
  });

  it('allows queries after the transaction in work that started inside it', async () => {
    const ended = Promise.withResolvers<void>();
    const { later } = await transact({ database, ...options }, async () => ({
      later: ended.promise.then(() => database.ping()),
    }));
    ended.resolve();
    await later;
  });

  it('supports savepoints', async () => {
    await transact({ database, ...options }, async (em) => {
      await em.insert(ShelfEntity, shelf('saved 1'));
      const inner = em.transactional(async (savepoint) => {
        await savepoint.insert(ShelfEntity, shelf('saved 2'));
        throw new Error('roll back the savepoint');
      });
      await expect(inner).rejects.toThrow('roll back the savepoint');
      await em.transactional((savepoint) => savepoint.insert(ShelfEntity, shelf('saved 3')));
    });
    expect((await shelves('saved')).map(({ label }) => label)).toEqual(['saved 1', 'saved 3']);
  });

  it('releases its connection if the commit fails', async () => {
    await sql`create table later ("id" uuid primary key, "shelf" uuid
      references shelf ("id") deferrable initially deferred)`.execute(database.kysely());
    const failing = transact({ database, ...options }, (em) =>
      em.execute('insert into later values (?, ?)', [randomUUID(), randomUUID()]),
    );
    expect(databaseErrorCode(await failing.catch((error: unknown) => error))).toBe('23503');
    await transact({ database, ...options }, async (em) => void em.create(ShelfEntity, shelf('after all')));
    expect(await shelves('after all')).toHaveLength(1);
  });

  it('repeats after a conflict, up to the maximum number of attempts', async () => {
    const conflict = sql`do $$ begin raise exception 'conflict' using errcode = '40001'; end $$`;
    let attempts = 0;
    const result = await transact({ database, ...options }, async (em) => {
      attempts += 1;
      em.create(ShelfEntity, shelf(`attempt ${attempts}`));
      await em.flush();
      if (attempts < 3) await conflict.execute(em.getKysely());
      return attempts;
    });
    expect(result).toBe(3);
    expect(await shelves('attempt')).toEqual([{ label: 'attempt 3', actor: 'ann' }]);

    attempts = 0;
    const failing = transact({ database, ...options, attempts: 2 }, async (em) => {
      attempts += 1;
      await em.execute(`do $$ begin raise exception 'dead' using errcode = '40P01'; end $$`);
    });
    expect(databaseErrorCode(await failing.catch((error: unknown) => error))).toBe('40P01');
    expect(attempts).toBe(2);
  });

  it('does not repeat after an error that is not transient', async () => {
    let attempts = 0;
    const failing = transact({ database, ...options }, async (em) => {
      attempts += 1;
      await em.insert(ShelfEntity, { ...shelf('no room'), room: 0 });
    });
    await expect(failing).rejects.toThrow('shelf_room_positive');
    expect(attempts).toBe(1);
  });

  it('applies the given isolation level and timeouts', async () => {
    const serializable = { ...options, isolationLevel: 'serializable', statementTimeout: 0, idleTimeout: 0 } as const;
    const settings = await transact({ database, ...serializable }, async (em) => {
      const { rows } = await sql`select current_setting('transaction_isolation') as "isolation",
        current_setting('statement_timeout') as "statement",
        current_setting('idle_in_transaction_session_timeout') as "idle"`.execute(em.getKysely());
      return rows;
    });
    expect(settings).toEqual([{ isolation: 'serializable', statement: '0', idle: '0' }]);
  });

  it('reports each of its statements with separate parameters', async () => {
    const id = randomUUID();
    const { statements } = await statementsOf(database, () =>
      transact({ database, ...options }, async (em) => {
        em.create(ShelfEntity, { id, label: "it's" });
        await em.flush();
        await sql`select "label" from shelf where "id" = ${id}`.execute(em.getKysely());
      }),
    );
    const planMode = 'force_custom_plan';
    expect(statements).toEqual([
      { sql: 'begin', parameters: [] },
      { sql: 'select set_config(?, ?, true)', parameters: ['ci.actor', 'ann'] },
      { sql: 'insert into "shelf" ("id", "label", "room") values (?, ?, ?)', parameters: [id, "it's", 1] },
      { sql: 'select "label" from shelf where "id" = $1', parameters: [id], planMode },
      { sql: 'commit', parameters: [] },
    ]);
    expect((await statementsOf(database, () => database.ping())).statements).toEqual([
      { sql: 'select 1', parameters: [], planMode },
    ]);
  });

  it('completes before the database closes', async () => {
    const ownDatabase = await openTestDatabase(engine, { schema: fixtureSchema });
    await migrate(ownDatabase);
    const entered = Promise.withResolvers<void>();
    const leave = Promise.withResolvers<void>();
    const working = transact({ database: ownDatabase, ...options }, async (em) => {
      entered.resolve();
      await leave.promise;
      await em.insert(ShelfEntity, shelf('to the end'));
      return 'done';
    });
    await entered.promise;
    const closing = ownDatabase.orm.close();
    leave.resolve();
    expect(await working).toBe('done');
    await closing;
    await ownDatabase.close();
  });
});
