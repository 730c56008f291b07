import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { openDatabase } from '../../shared/database/open-database.ts';
import { unavailabilityOf } from '../../shared/database/unavailability.ts';
import { createEcosystem } from '../../testing/examples.ts';
import { openTestDatabase } from '../../testing/open-test-database.ts';
import { copyDatabase, withoutTimeouts } from '../../testing/postgresql-databases.ts';
import { checkPages } from './check-pages.ts';

describe('damaged pages on postgresql', () => {
  it('are found in tables and indexes, and each is named', async () => {
    const original = await openTestDatabase('postgresql');
    await createEcosystem(original);
    const { rows } = await sql<{ folder: string; table: string; index: string }>`
      select current_setting('data_directory') as "folder", pg_relation_filepath('audit_entry') as "table", pg_relation_filepath('ecosystem_slug_unique') as "index"`.execute(
      original.kysely(),
    );
    const [paths] = rows;
    if (!paths) throw new Error('The server did not return the paths.');
    const name = new URL(original.url).pathname.slice(1);
    // A copy of the files, of which the server has no page in memory. It needs the original without connections.
    const { orm } = original;
    await orm.close(true);
    const copied = await copyDatabase(original.url);
    const admin = await openDatabase(copied.url.replace(/[^/]*$/, 'postgres'), withoutTimeouts);
    try {
      const { rows: ids } = await sql<{
        name: string;
        id: number;
      }>`select "datname"::text as "name", "oid" as "id" from pg_database`.execute(admin.kysely());
      const idOf = (database: string) => String(ids.find((row) => row.name === database)?.id);
      const copyName = new URL(copied.url).pathname.slice(1);
      for (const path of [paths.table, paths.index]) {
        const file = join(paths.folder, path.replace(`base/${idOf(name)}/`, `base/${idOf(copyName)}/`));
        const handle = await open(file, 'r+');
        // Bytes 12 to 17 of a page are the limits of its free space.
        await handle.write(Buffer.alloc(6, 0xff), 0, 6, 12);
        await handle.close();
      }
      const database = await openDatabase(copied.url, withoutTimeouts);
      try {
        const query = sql`select * from "audit_entry"`.execute(database.kysely());
        const error: unknown = await query.catch((reason: unknown) => reason);
        expect(unavailabilityOf(error)).toEqual({
          code: 'XX001',
          reason: 'The database is damaged.',
          retryAfter: 60,
        });
        const problems = (await checkPages(database)).filter(({ state }) => state === 'PROBLEM');
        expect(problems.map(({ message }) => message)).toEqual([
          expect.stringMatching(
            /^The table audit_entry is damaged: invalid page in block 0 of relation base\/\d+\/\d+\.$/,
          ),
          expect.stringMatching(
            /^The index ecosystem_slug_unique of the table ecosystem is damaged: invalid page in block 0 of relation base\/\d+\/\d+\.$/,
          ),
        ]);
      } finally {
        await database.close();
      }
    } finally {
      await admin.close();
      await copied.drop();
      await original.close();
    }
  });
});
