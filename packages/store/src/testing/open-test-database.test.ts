import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { schemaStatus } from '../shared/database/migrate.ts';
import { engines } from './engines.ts';
import { openTestDatabase } from './open-test-database.ts';

describe.each(engines)('a test database on %s', (engine) => {
  it('has the schema of the store and belongs to one test', async () => {
    const first = await openTestDatabase(engine);
    const second = await openTestDatabase(engine);
    try {
      await sql`create table mark ()`.execute(first.kysely());
      const { rows } = await sql`select to_regclass('mark') as "found"`.execute(second.kysely());
      expect(rows).toEqual([{ found: null }]);
      expect(await schemaStatus(second)).toBe('CURRENT');
    } finally {
      await Promise.all([first.close(), second.close()]);
    }
  });
});
