import { localProgram } from '@collective-impact/sdk';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ecosystemDefinition } from '../ecosystem/index.ts';
import { transact } from '../shared/database/transact.ts';
import { Writer } from '../shared/writer.ts';
import { emptyDatabase } from '../testing/empty-database.ts';
import { engines } from '../testing/engines.ts';
import { acceptedId } from '../testing/examples.ts';
import { openTestDatabase, type TestDatabase } from '../testing/open-test-database.ts';
import { statementsOf } from '../testing/statements-of.ts';
import { deleteExpiredIdempotencyKeys } from './expired-idempotency-keys.ts';

describe.each(engines)('expired idempotency keys on %s', (engine) => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await openTestDatabase(engine);
  });
  beforeEach(() => emptyDatabase(database));
  afterAll(() => database.close());

  const insert = (key: string, age: string) =>
    sql`insert into "idempotency" ("principal", "key", "request_hash", "created_at")
      values ('local:program', ${key}, 'other', now() - ${age}::interval)`.execute(database.kysely());
  const keys = async () => {
    const { rows } = await sql<{ key: string }>`select "key" from "idempotency" order by 1`.execute(database.kysely());
    return rows.map(({ key }) => key);
  };
  const create = (idempotencyKey: string) =>
    new Writer(database, localProgram).create(ecosystemDefinition, {
      slug: 'made-up-town',
      name: 'Town',
      idempotencyKey,
    });

  it('are deleted in batches, and other keys are kept', async () => {
    for (const key of ['a', 'b', 'c']) await insert(key, '8 days');
    await insert('recent', '6 days');
    expect(await deleteExpiredIdempotencyKeys(database, { batch: 2 })).toBe(3);
    expect(await keys()).toEqual(['recent']);
    expect(await deleteExpiredIdempotencyKeys(database)).toBe(0);
  });

  it('are kept if the deletion is aborted before it begins', async () => {
    await insert('expired', '8 days');
    expect(await deleteExpiredIdempotencyKeys(database, { signal: AbortSignal.abort() })).toBe(0);
    expect(await keys()).toEqual(['expired']);
  });

  it('are not deleted by a command', async () => {
    await insert('expired', '8 days');
    const { statements } = await statementsOf(database, () => create('new'));
    expect(statements.filter((statement) => /^delete/i.test(statement.sql))).toEqual([]);
    expect(await keys()).toEqual(['expired', 'new']);
  });

  it('can be used again before they are deleted', async () => {
    await insert('again', '8 days');
    const first = acceptedId(await create('again'));
    expect(acceptedId(await create('again'))).toBe(first);
    expect(await keys()).toEqual(['again']);
  });
});

describe('expired idempotency keys on postgresql', () => {
  it('are deleted by several processes at once, which skip locked rows', async () => {
    const database = await openTestDatabase('postgresql');
    try {
      await sql`insert into "idempotency" ("principal", "key", "request_hash", "created_at")
        select 'local:program', n::text, 'x', now() - interval '8 days' from generate_series(1, 40) as n`.execute(
        database.kysely(),
      );
      const locked = Promise.withResolvers<void>();
      const unlock = Promise.withResolvers<void>();
      const other = transact({ database, actor: null }, async (em) => {
        await sql`select from "idempotency" where "key" in ('1', '2') for update`.execute(em.getKysely());
        locked.resolve();
        await unlock.promise;
      });
      await locked.promise;
      expect(await deleteExpiredIdempotencyKeys(database)).toBe(38);
      unlock.resolve();
      await other;
      const deleted = await Promise.all([1, 2, 3].map(() => deleteExpiredIdempotencyKeys(database, { batch: 1 })));
      expect(deleted.reduce((sum, count) => sum + count)).toBe(2);
    } finally {
      await database.close();
    }
  });
});
