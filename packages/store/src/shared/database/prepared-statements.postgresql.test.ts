import { type Kysely, sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createPostgresqlDatabase } from '../../testing/open-test-database.ts';
import { type DisposableDatabase, withoutTimeouts } from '../../testing/postgresql-databases.ts';
import { connectDatabase } from './connect-database.ts';
import type { Database } from './database.ts';
import { planOnce } from './plan-mode.ts';
import { transact } from './transact.ts';

let testDatabase: DisposableDatabase;

beforeAll(async () => {
  testDatabase = await createPostgresqlDatabase('EMPTY');
});

beforeEach(() =>
  withDatabase(500, async (database) => {
    await run(database.kysely(), 'drop table if exists "town"');
    await run(database.kysely(), 'create table "town" ("name" text)');
    await run(database.kysely(), `insert into "town" values ('Riverton')`);
  }),
);

afterAll(() => testDatabase.drop());

/** Connects with one connection, which keeps some statements. */
async function withDatabase(preparedStatements: number, work: (database: Database) => Promise<void>) {
  const options = { ...withoutTimeouts, poolSize: 1, preparedStatements, entities: [], migrations: [] };
  const database = await connectDatabase(testDatabase.url, options);
  try {
    await work(database);
  } finally {
    await database.close();
  }
}

const run = async (kysely: Kysely<unknown>, text: string) => (await sql.raw(text).execute(kysely)).rows;

/** Every column of the towns with this name. */
const towns = async (kysely: Kysely<unknown>) =>
  (await sql`select "t".* from "town" as "t" where "t"."name" = ${'Riverton'}`.execute(kysely)).rows;

/** The prepared statements of the connection, oldest first. */
const prepared = async (kysely: Kysely<unknown>) =>
  (await run(kysely, 'select "statement" from pg_prepared_statements order by "prepare_time"')).map(
    (row) => (row as { statement: string }).statement,
  );

const number = (kysely: Kysely<unknown>, name: string) => sql`select ${1}::int as ${sql.ref(name)}`.execute(kysely);

describe('prepared statements', () => {
  it('are prepared once for any number of executions, if they have parameters', () =>
    withDatabase(500, async (database) => {
      await towns(database.kysely());
      await towns(database.kysely());
      expect(await prepared(database.kysely())).toEqual(['select "t".* from "town" as "t" where "t"."name" = $1']);
    }));

  it('are not prepared if the limit is 0', () =>
    withDatabase(0, async (database) => {
      await towns(database.kysely());
      expect(await prepared(database.kysely())).toEqual([]);
    }));

  it('make room for others, the one that was used least recently first', () =>
    withDatabase(2, async (database) => {
      for (const name of ['a', 'b', 'a', 'c', 'b', 'b']) {
        expect((await number(database.kysely(), name)).rows).toEqual([{ [name]: 1 }]);
      }
      expect(await prepared(database.kysely())).toEqual(['select $1::int as "c"', 'select $1::int as "b"']);
    }));

  it('run a new statement once, also if the server has forgotten the one that makes room', () =>
    withDatabase(1, async (database) => {
      await towns(database.kysely());
      await run(database.kysely(), 'deallocate all');
      await sql`insert into "town" values (${'Lakeside'})`.execute(database.kysely());
      expect(await run(database.kysely(), 'select "name" from "town" order by "name"')).toEqual([
        { name: 'Lakeside' },
        { name: 'Riverton' },
      ]);
    }));

  it('make room after a statement that the server could not parse', () =>
    withDatabase(1, async (database) => {
      await expect(sql`select ${1}::int from "village"`.execute(database.kysely())).rejects.toMatchObject({
        code: '42P01',
      });
      await number(database.kysely(), 'a');
      expect(await prepared(database.kysely())).toEqual(['select $1::int as "a"']);
    }));

  it('make room after a transaction, not inside of it', () =>
    withDatabase(1, async (database) => {
      const inside = await transact(database, { actor: null }, async (em) => {
        await number(em.getKysely(), 'a');
        await number(em.getKysely(), 'b');
        return (await prepared(em.getKysely())).filter((text) => text.startsWith('select $1::int'));
      });
      await number(database.kysely(), 'c');
      expect({ inside, after: await prepared(database.kysely()) }).toEqual({
        inside: ['select $1::int as "a"', 'select $1::int as "b"'],
        after: ['select $1::int as "c"'],
      });
    }));

  it('are prepared again after a column was added', () =>
    withDatabase(500, async (database) => {
      expect(await towns(database.kysely())).toEqual([{ name: 'Riverton' }]);
      await withDatabase(0, async (other) => void (await run(other.kysely(), 'alter table "town" add "people" int')));
      expect(await towns(database.kysely())).toEqual([{ name: 'Riverton', people: null }]);
      expect(await towns(database.kysely())).toEqual([{ name: 'Riverton', people: null }]);
    }));

  it('are prepared again if the server has forgotten them', () =>
    withDatabase(500, async (database) => {
      await towns(database.kysely());
      await run(database.kysely(), 'deallocate all');
      expect(await towns(database.kysely())).toEqual([{ name: 'Riverton' }]);
    }));

  it('repeat the transaction in which they were out of date', () =>
    withDatabase(500, async (database) => {
      await towns(database.kysely());
      await withDatabase(0, async (other) => void (await run(other.kysely(), 'alter table "town" add "people" int')));
      let attempts = 0;
      const rows = await transact(database, { actor: null }, async (em) => {
        attempts += 1;
        return await towns(em.getKysely());
      });
      expect({ attempts, rows }).toEqual({ attempts: 2, rows: [{ name: 'Riverton', people: null }] });
    }));

  it('are planned once if they are marked, until an array is long or a transaction begins', () =>
    withDatabase(500, async (database) => {
      const kysely = database.kysely();
      const plans = async () =>
        await run(
          kysely,
          `select "generic_plans"::int as "once", "custom_plans"::int as "forValues" from pg_prepared_statements where "statement" like '%::text[]%'`,
        );
      const named = (names: string[]) => sql`select from "town" where "name" = any(${names}::text[])`;
      const marked = (names: string[]) => kysely.executeQuery(planOnce(named(names).compile(kysely)));
      await marked(['Riverton']);
      await marked(Array(500).fill('Riverton'));
      expect(await plans()).toEqual([{ once: 2, forValues: 0 }]);
      await marked(Array(501).fill('Riverton'));
      expect(await plans()).toEqual([{ once: 2, forValues: 1 }]);
      await marked(['Riverton']);
      await named(['Riverton']).execute(kysely);
      expect(await plans()).toEqual([{ once: 3, forValues: 2 }]);
      await transact(database, { actor: null }, (em) => {
        const inside = em.getKysely<unknown>();
        return inside.executeQuery(planOnce(named(['Riverton']).compile(inside)));
      });
      await marked(['Riverton']);
      expect(await plans()).toEqual([{ once: 4, forValues: 3 }]);
    }));

  it('leave other errors as they are', () =>
    withDatabase(500, async (database) => {
      const divided = (by: number) => sql`select 1 / ${by}::int as "result"`.execute(database.kysely());
      await expect(divided(0)).rejects.toMatchObject({ code: '22012' });
      expect((await divided(1)).rows).toEqual([{ result: 1 }]);
    }));
});
