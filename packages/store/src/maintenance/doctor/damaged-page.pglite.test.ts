import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '../../shared/database/database.ts';
import { openDatabase } from '../../shared/database/open-database.ts';
import { folderNames } from '../../shared/database/pglite/database-folder.ts';
import { createEcosystem } from '../../testing/examples.ts';
import { migratedDump } from '../../testing/open-test-database.ts';
import { checkPages } from './check-pages.ts';

const pageSize = 8192;

describe('damaged pages on pglite', () => {
  let folder: string;
  let database: Database;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'damaged-'));
    database = await openDatabase(`pglite:${folder}`, { dump: migratedDump() });
    await createEcosystem(database);
  });
  afterEach(async () => {
    await database.close();
    await rm(folder, { recursive: true, force: true });
  });

  /** The file of a table, and its number of pages. */
  async function fileOf(table: string): Promise<{ path: string; pages: number }> {
    const { rows } = await sql<{ path: string; pages: number }>`
      select pg_relation_filepath(${table}) as "path", (pg_relation_size(${table}) / ${pageSize})::integer as "pages"`.execute(
      database.kysely(),
    );
    return rows[0] ?? { path: '', pages: 0 };
  }

  async function overwrite(path: string, at: { position: number; bytes: Buffer }): Promise<void> {
    const handle = await open(join(folder, folderNames.database, path), 'r+');
    await handle.write(at.bytes, 0, at.bytes.length, at.position);
    await handle.close();
  }

  /** Overwrites the limits of the free space, which are bytes 12 to 17 of a page. */
  const overwriteHeader = (path: string, page: number) =>
    overwrite(path, { position: page * pageSize + 12, bytes: Buffer.alloc(6, 0xff) });

  async function problems(): Promise<string[]> {
    return (await checkPages(database)).filter(({ state }) => state === 'PROBLEM').map(({ message }) => message);
  }

  it('are found in tables and in values, and each is named', async () => {
    const [audit, ecosystem] = [await fileOf('audit_entry'), await fileOf('public.ecosystem')];
    expect(await problems()).toEqual([]);
    await database.close();
    await overwriteHeader(audit.path, 0);
    // The last bytes of a page are in the values of its first row.
    await overwrite(ecosystem.path, { position: 8150, bytes: Buffer.alloc(2, 0x21) });
    database = await openDatabase(`pglite:${folder}`);
    expect(await problems()).toEqual(
      ['audit_entry', 'ecosystem'].map((name) =>
        expect.stringMatching(
          new RegExp(`^The table ${name} is damaged: invalid page in block 0 of relation "base/\\d+/\\d+"\\.$`),
        ),
      ),
    );
  });

  it("are found in the database's own catalog, and no table is blamed", async () => {
    const triggers = await fileOf('pg_trigger');
    await database.close();
    for (let page = 0; page < triggers.pages; page += 1) await overwriteHeader(triggers.path, page);
    database = await openDatabase(`pglite:${folder}`);
    expect(await problems()).toEqual([
      expect.stringMatching(
        /^The database's own catalog is damaged: invalid page in block \d+ of relation "base\/\d+\/\d+"\.$/,
      ),
    ]);
  });
});
