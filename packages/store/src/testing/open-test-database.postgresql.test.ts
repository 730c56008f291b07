import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { connectDatabase } from '../shared/database/connect-database.ts';
import { schemaStatus } from '../shared/database/schema/migrate.ts';
import { openNewestPostgresql, openTestDatabase } from './open-test-database.ts';
import { withoutTimeouts } from './postgresql-databases.ts';

describe('test database on postgresql', () => {
  it('is removed when it is closed', async () => {
    const database = await openTestDatabase('postgresql');
    await database.close();
    const reopened = connectDatabase(database.url, { ...withoutTimeouts, entities: [], migrations: [] });
    await expect(reopened).rejects.toThrow(/has no database "test_/);
  });

  it('can run on the newest release with the schema of the store', async () => {
    const database = await openNewestPostgresql();
    try {
      const { rows } = await sql`select current_setting('server_version_num')::int / 10000 as "release"`.execute(
        database.kysely(),
      );
      expect(rows).toEqual([{ release: 18 }]);
      expect(await schemaStatus(database)).toBe('CURRENT');
    } finally {
      await database.close();
    }
  });
});
