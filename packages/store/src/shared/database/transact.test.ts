import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { engines } from '../../testing/engines.ts';
import { openTestDatabase, type TestDatabase } from '../../testing/open-test-database.ts';
import { statementsOf } from '../../testing/statements-of.ts';
import { databaseErrorCode } from './database-error.ts';
import { fixtureSchema, ShelfEntity } from './fixture-schema.ts';
import { migrate } from './migrate.ts';
import { transact } from './transact.ts';

const as = { actor: 'ann' };

describe.each(engines)('a transaction on %s', (engine) => {
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
    const found = sql<{ label: string; actor: string | null }>`
      select "label", "actor" from shelf where "label" like ${`${prefix}%`} order by "label" collate "C"`;
    return (await found.execute(database.kysely())).rows;
  }

  it('flushes what the work left, tells triggers who acts, and answers what the work answers', async () => {
    const answer = await transact(database, as, async (em) => {
      em.create(ShelfEntity, shelf('flushed'));
      return 42;
    });
    expect(answer).toBe(42);
    expect(await shelves('flushed')).toEqual([{ label: 'flushed', actor: 'ann' }]);
  });

  it('forgets who acted once it is over', async () => {
    await transact(database, { actor: null }, async (em) => void em.create(ShelfEntity, shelf('nobody 1')));
    await transact(database, as, async (em) => void em.create(ShelfEntity, shelf('nobody 2')));
    await sql`insert into shelf ("id", "label") values (${randomUUID()}, 'nobody 3')`.execute(database.kysely());
    expect((await shelves('nobody')).map(({ actor }) => actor)).toEqual([null, 'ann', null]);
  });

  it('leaves nothing where the work throws', async () => {
    const failing = transact(database, as, async (em) => {
      em.create(ShelfEntity, shelf('undone'));
      await em.flush();
      throw new Error('not like this');
    });
    await expect(failing).rejects.toThrow('not like this');
    expect(await shelves('undone')).toEqual([]);
  });

  it('lets queries of its own see what it wrote', async () => {
    const seen = await transact(database, as, async (em) => {
      em.create(ShelfEntity, shelf('own'));
      await em.flush();
      const { rows } = await sql`select "label" from shelf where "label" = 'own'`.execute(em.getKysely());
      return rows;
    });
    expect(seen).toEqual([{ label: 'own' }]);
  });

  it('keeps what others do at the same time out of it', async () => {
    const entered = Promise.withResolvers<void>();
    const leave = Promise.withResolvers<void>();
    const slow = transact(database, as, async (em) => {
      await em.insert(ShelfEntity, shelf('apart'));
      entered.resolve();
      await leave.promise;
      throw new Error('rolled back');
    });
    await entered.promise;
    const reading = shelves('apart');
    const writing = transact(database, as, async (em) => void em.create(ShelfEntity, shelf('apart, too')));
    leave.resolve();
    await expect(slow).rejects.toThrow('rolled back');
    expect((await reading).map(({ label }) => label)).not.toContain('apart');
    await writing;
    expect((await shelves('apart')).map(({ label }) => label)).toEqual(['apart, too']);
  });

  it('stands many at once, each of which ends', async () => {
    const labels = Array.from({ length: 40 }, (_, at) => `many ${String(at).padStart(2, '0')}`);
    const outcomes = await Promise.allSettled(
      labels.map((label, at) =>
        transact(database, as, async (em) => {
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
    ['another transaction', () => transact(database, as, async () => undefined)],
  ])('refuses %s inside, rather than to wait for itself', async (_, ask) => {
    const nested = transact(database, as, ask as () => Promise<unknown>);
    await expect(nested).rejects.toThrow(
      'use the entity manager that it provides. Do not fork it, and do not nest transactions.',
    );
    await database.ping();
  });

  it('lets what it started go on with the database once it is over', async () => {
    const over = Promise.withResolvers<void>();
    const { later } = await transact(database, as, async () => ({ later: over.promise.then(() => database.ping()) }));
    over.resolve();
    await later;
  });

  it('can nest savepoints of its own', async () => {
    await transact(database, as, async (em) => {
      await em.insert(ShelfEntity, shelf('saved 1'));
      const inner = em.transactional(async (savepoint) => {
        await savepoint.insert(ShelfEntity, shelf('saved 2'));
        throw new Error('only this');
      });
      await expect(inner).rejects.toThrow('only this');
      await em.transactional((savepoint) => savepoint.insert(ShelfEntity, shelf('saved 3')));
    });
    expect((await shelves('saved')).map(({ label }) => label)).toEqual(['saved 1', 'saved 3']);
  });

  it('is over, and in nobody’s way, where it cannot commit', async () => {
    await sql`create table later ("id" uuid primary key, "shelf" uuid
      references shelf ("id") deferrable initially deferred)`.execute(database.kysely());
    const failing = transact(database, as, (em) =>
      em.execute('insert into later values (?, ?)', [randomUUID(), randomUUID()]),
    );
    expect(databaseErrorCode(await failing.catch((error: unknown) => error))).toBe('23503');
    await transact(database, as, async (em) => void em.create(ShelfEntity, shelf('after all')));
    expect(await shelves('after all')).toHaveLength(1);
  });

  it('starts over when another was in the way, and gives up after as many attempts as it may', async () => {
    const conflict = sql`do $$ begin raise exception 'in the way' using errcode = '40001'; end $$`;
    let attempts = 0;
    const answer = await transact(database, as, async (em) => {
      attempts += 1;
      em.create(ShelfEntity, shelf(`attempt ${attempts}`));
      await em.flush();
      if (attempts < 3) await conflict.execute(em.getKysely());
      return attempts;
    });
    expect(answer).toBe(3);
    expect(await shelves('attempt')).toEqual([{ label: 'attempt 3', actor: 'ann' }]);

    attempts = 0;
    const failing = transact(database, { ...as, attempts: 2 }, async (em) => {
      attempts += 1;
      await em.execute(`do $$ begin raise exception 'dead' using errcode = '40P01'; end $$`);
    });
    expect(databaseErrorCode(await failing.catch((error: unknown) => error))).toBe('40P01');
    expect(attempts).toBe(2);
  });

  it('does not start over for an error that would come again', async () => {
    let attempts = 0;
    const failing = transact(database, as, async (em) => {
      attempts += 1;
      await em.insert(ShelfEntity, { ...shelf('no room'), room: 0 });
    });
    await expect(failing).rejects.toThrow('shelf_room_positive');
    expect(attempts).toBe(1);
  });

  it('runs at the isolation level and within the limits that it is given', async () => {
    const options = { ...as, isolationLevel: 'serializable', statementTimeout: 0, idleTimeout: 0 } as const;
    const settings = await transact(database, options, async (em) => {
      const { rows } = await sql`select current_setting('transaction_isolation') as "isolation",
        current_setting('statement_timeout') as "statement",
        current_setting('idle_in_transaction_session_timeout') as "idle"`.execute(em.getKysely());
      return rows;
    });
    expect(settings).toEqual([{ isolation: 'serializable', statement: '0', idle: '0' }]);
  });

  it('reports each of its statements, whoever made it, with its values apart', async () => {
    const id = randomUUID();
    const { statements } = await statementsOf(database, () =>
      transact(database, as, async (em) => {
        em.create(ShelfEntity, { id, label: "it's" });
        await em.flush();
        await sql`select "label" from shelf where "id" = ${id}`.execute(em.getKysely());
      }),
    );
    expect(statements).toEqual([
      { sql: 'begin', parameters: [] },
      { sql: 'select set_config(?, ?, true)', parameters: ['ci.actor', 'ann'] },
      { sql: 'insert into "shelf" ("id", "label", "room") values (?, ?, ?)', parameters: [id, "it's", 1] },
      { sql: 'select "label" from shelf where "id" = $1', parameters: [id] },
      { sql: 'commit', parameters: [] },
    ]);
    expect((await statementsOf(database, () => database.ping())).statements).toEqual([
      { sql: 'select 1', parameters: [] },
    ]);
  });

  it('is waited for by whoever closes the database', async () => {
    const own = await openTestDatabase(engine, { schema: fixtureSchema });
    await migrate(own);
    const entered = Promise.withResolvers<void>();
    const leave = Promise.withResolvers<void>();
    const working = transact(own, as, async (em) => {
      entered.resolve();
      await leave.promise;
      await em.insert(ShelfEntity, shelf('to the end'));
      return 'done';
    });
    await entered.promise;
    const closing = own.orm.close();
    leave.resolve();
    expect(await working).toBe('done');
    await closing;
    await own.close();
  });
});
