import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { connectDatabase } from '../shared/database/connect-database.ts';
import { schemaStatus } from '../shared/database/migrate.ts';
import { openNewestPostgresql, openTestDatabase } from './open-test-database.ts';
import { patient } from './postgresql-databases.ts';

describe('a test database on postgresql', () => {
  it('is gone once it is closed', async () => {
    const database = await openTestDatabase('postgresql');
    await database.close();
    const again = connectDatabase(database.url, { ...patient, entities: [], migrations: [] });
    await expect(again).rejects.toThrow(/has no database "test_/);
  });

  it('can be of the newest release, and takes the schema of the store', async () => {
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
