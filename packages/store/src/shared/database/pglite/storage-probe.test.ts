import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { engines } from '../../../testing/engines.ts';
import { openTestDatabase } from '../../../testing/open-test-database.ts';

describe.each(engines)('the probe of the storage on %s', (engine) => {
  it('writes 1 MB to the disk, so that a full disk is noticed', async () => {
    const database = await openTestDatabase(engine, { schema: { entities: [], migrations: [] }, poolSize: 1 });
    try {
      const limitTo = (size: string) =>
        sql`select set_config('temp_file_limit', ${size}, false)`.execute(database.kysely());
      await limitTo('2MB');
      await database.checkStorage();
      await limitTo('900kB');
      await expect(database.checkStorage()).rejects.toMatchObject({ code: '53400' });
    } finally {
      await database.close();
    }
  });
});
