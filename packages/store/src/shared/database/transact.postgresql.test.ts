import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { openTestDatabase } from '../../testing/open-test-database.ts';
import { fixtureSchema, ShelfEntity } from './schema/fixture-schema.ts';
import { migrate } from './schema/migrate.ts';
import { transact } from './transact.ts';

const options = { actor: 'ann' };

describe('transact on postgresql', () => {
  it('completes two transactions that block each other', async () => {
    const database = await openTestDatabase('postgresql', { schema: fixtureSchema });
    try {
      await migrate(database);
      const [first, second] = [randomUUID(), randomUUID()];
      await database.orm.em.fork().insertMany(ShelfEntity, [
        { id: first, label: 'first' },
        { id: second, label: 'second' },
      ]);
      const bothHold = Promise.withResolvers<void>();
      let attempts = 0;
      const swap = (one: string, other: string) =>
        transact({ database, ...options }, async (em) => {
          attempts += 1;
          await em.execute('update shelf set room = room + 1 where id = ?', [one]);
          if (attempts >= 2) bothHold.resolve();
          await bothHold.promise;
          await em.execute('update shelf set room = room + 1 where id = ?', [other]);
        });
      await Promise.all([swap(first, second), swap(second, first)]);
      expect(attempts).toBe(3);
      const { rows } = await sql`select distinct room from shelf`.execute(database.kysely());
      expect(rows).toEqual([{ room: 3 }]);
    } finally {
      await database.close();
    }
  });
});
