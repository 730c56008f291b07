import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { schemaStatus } from '../shared/database/schema/migrate.ts';
import { engines } from './engines.ts';
import { openTestDatabase } from './open-test-database.ts';

describe.each(engines)('test database on %s', (engine) => {
  it('has the schema of the store and is separate from other test databases', async () => {
    const first = await openTestDatabase(engine);
    const second = await openTestDatabase(engine);
    try {
      await sql`create table mark ()`.execute(first.kysely());
      const { rows } = await sql`select to_regclass('mark') as "table"`.execute(second.kysely());
      expect(rows).toEqual([{ table: null }]);
      expect(await schemaStatus(second)).toBe('CURRENT');
    } finally {
      await Promise.all([first.close(), second.close()]);
    }
  });
});
