import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { folderNames } from '../../shared/database/database-folder.ts';
import { migrate } from '../../shared/database/migrate.ts';
import { openDatabase } from '../../shared/database/open-database.ts';
import { createEcosystem } from '../../testing/examples.ts';
import { checkPages } from './check-pages.ts';

describe('damaged pages on pglite', () => {
  it('are found in tables and in values, and each is named', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'damaged-'));
    try {
      const database = await openDatabase(`pglite:${folder}`);
      await migrate(database);
      await createEcosystem(database);
      const { rows } = await sql<{ header: string; value: string }>`
        select pg_relation_filepath('audit_entry') as "header", pg_relation_filepath('public.ecosystem') as "value"`.execute(
        database.kysely(),
      );
      expect((await checkPages(database)).filter(({ state }) => state === 'PROBLEM')).toEqual([]);
      await database.close();
      const damage = async (path: string | undefined, at: { position: number; bytes: Buffer }) => {
        const handle = await open(join(folder, folderNames.database, path ?? ''), 'r+');
        await handle.write(at.bytes, 0, at.bytes.length, at.position);
        await handle.close();
      };
      // Bytes 12 to 17 of a page are the limits of its free space. The last bytes are in the values of the first row.
      await damage(rows[0]?.header, { position: 12, bytes: Buffer.alloc(6, 0xff) });
      await damage(rows[0]?.value, { position: 8150, bytes: Buffer.alloc(2, 0x21) });
      const damaged = await openDatabase(`pglite:${folder}`);
      try {
        const found = await checkPages(damaged);
        expect(found.map(({ state, message }) => [state, message])).toEqual([
          [
            'PROBLEM',
            expect.stringMatching(
              /^The table audit_entry is damaged: invalid page in block 0 of relation "base\/\d+\/\d+"\.$/,
            ),
          ],
          [
            'PROBLEM',
            expect.stringMatching(
              /^The table ecosystem is damaged: invalid page in block 0 of relation "base\/\d+\/\d+"\.$/,
            ),
          ],
        ]);
      } finally {
        await damaged.close();
      }
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});
