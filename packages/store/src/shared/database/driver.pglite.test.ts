import type { PGlite } from '@electric-sql/pglite';
import { type CompiledQuery, sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { openTestDatabase } from '../../testing/open-test-database.ts';

describe('driver of pglite', () => {
  it('rejects streaming, which PGlite does not support', async () => {
    const database = await openTestDatabase('pglite', { schema: { entities: [], migrations: [] } });
    try {
      const executor = database.kysely().getExecutor();
      const query = sql`select 1`.compile(database.kysely()) as CompiledQuery;
      await expect(executor.stream(query, 1).next()).rejects.toThrow('Read page by page, by key');
      await database.ping();
    } finally {
      await database.close();
    }
  });

  it('throws if a transaction cannot begin', async () => {
    const database = await openTestDatabase('pglite', { schema: { entities: [], migrations: [] } });
    const client = await database.orm.em.getConnection().getNativeClient();
    await (client as PGlite).close();
    await expect(database.kysely().startTransaction().execute()).rejects.toThrow('PGlite is closed');
    await database.close();
  });

  it('rejects a statement that waits too long for the only connection, and runs the next', async () => {
    const schema = { entities: [], migrations: [] };
    const database = await openTestDatabase('pglite', { schema, connectTimeout: 20 });
    const transaction = await database.kysely().startTransaction().execute();
    const one = sql<{ one: number }>`select 1 as "one"`;
    await expect(one.execute(database.kysely())).rejects.toMatchObject({ code: '53300' });
    expect(database.connections()).toEqual({ used: 1, waiting: 0 });
    await transaction.rollback().execute();
    expect((await one.execute(database.kysely())).rows).toEqual([{ one: 1 }]);
    await database.close();
  });

  it('answers a ping while a transaction holds the only connection', async () => {
    const database = await openTestDatabase('pglite', { schema: { entities: [], migrations: [] } });
    const transaction = await database.kysely().startTransaction().execute();
    await database.ping();
    await transaction.rollback().execute();
    await database.close();
  });
});
