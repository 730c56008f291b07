import { localProgram, newUuid, SetupError } from '@collective-impact/sdk';
import type { ImportItem } from '@collective-impact/sdk/import';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '../shared/database/database.ts';
import { openDatabase } from '../shared/database/open-database.ts';
import { emptyDatabase } from '../testing/empty-database.ts';
import { engines } from '../testing/engines.ts';
import { openTestDatabase, type TestDatabase } from '../testing/open-test-database.ts';
import { withoutTimeouts } from '../testing/postgresql-databases.ts';
import { attendance, observation, source } from './import.fixture.ts';
import { load } from './load.ts';

describe.each(engines)('staged rows of an import on %s', (engine) => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await openTestDatabase(engine);
  });
  beforeEach(() => emptyDatabase(database));
  afterAll(() => database.close());

  const importItems = (items: AsyncIterable<ImportItem>, options: { into?: Database; ecosystem?: string } = {}) =>
    load(options.into ?? database, {
      source: { ...source([]), items },
      viewer: localProgram,
      ecosystem: options.ecosystem ?? 'made-up-town',
      create: { name: 'Made-up Town' },
      visibility: 'PUBLIC',
    });
  const staged = async () =>
    (await sql<{ import_id: string }>`select distinct "import_id" from "staged_observation"`.execute(database.kysely()))
      .rows;
  const items = () => source([attendance, observation(2, {})]).items;

  /** An import that has staged its rows and waits. `resume` lets it continue. */
  const startPausedImport = () => {
    const reached = Promise.withResolvers<void>();
    const resumed = Promise.withResolvers<void>();
    // One full batch. Few periods, because each is released separately.
    const batch = Array.from({ length: 2000 }, (_, at) =>
      observation(at + 2, {
        period: String(2000 + (at % 10)),
        categories: [{ dimension: 'sex', category: `made-up-${Math.floor(at / 10)}`, label: 'Made-up category' }],
      }),
    );
    const loaded = importItems(
      (async function* () {
        yield attendance;
        yield* batch;
        reached.resolve();
        await resumed.promise;
      })(),
      { ecosystem: 'another-town' },
    );
    loaded.catch(reached.reject);
    // The last batch is written while the source is read further.
    const written = reached.promise.then(() => expect.poll(staged).toHaveLength(1));
    return { loaded, reached: written, resume: resumed.resolve };
  };

  it('are removed by the next import if their import has ended', async () => {
    await sql`insert into "staged_observation" ("import_id", "ordinal", "place", "indicator", "breakdown", "period", "period_start", "period_end", "status")
      values (${newUuid()}::uuid, 0, '{}', 0, 0, '2024', '2024-01-01', '2024-12-31', 'MISSING')`.execute(
      database.kysely(),
    );
    await importItems(items());
    expect(await staged()).toEqual([]);
  });

  it('are kept while their import runs in this process', async () => {
    const other = startPausedImport();
    await other.reached;
    await importItems(items());
    expect(await staged()).toHaveLength(1);
    other.resume();
    expect(await other.loaded).toMatchObject({ cells: { created: 2000 } });
    expect(await staged()).toEqual([]);
  });

  // The embedded database has one process and one session.
  if (engine === 'postgresql') {
    it('are kept while their import runs in another process', async () => {
      const elsewhere = await openDatabase(database.url, withoutTimeouts);
      try {
        const other = startPausedImport();
        await other.reached;
        await importItems(items(), { into: elsewhere });
        other.resume();
        expect(await other.loaded).toMatchObject({ cells: { created: 2000 } });
      } finally {
        await elsewhere.close();
      }
    });

    it('are removed if their import lost its session, and the import then publishes nothing', async () => {
      const other = startPausedImport();
      await other.reached;
      // Other test files use other databases of the same server: their sessions stay.
      await sql`select pg_terminate_backend("pid") from "pg_locks"
        join "pg_database" on "pg_database"."oid" = "pg_locks"."database"
        where "datname" = current_database() and "locktype" = 'advisory' and "mode" = 'ShareLock'`.execute(
        database.kysely(),
      );
      await expect
        .poll(async () => {
          await importItems(items());
          return await staged();
        })
        .toEqual([]);
      other.resume();
      await expect(other.loaded).rejects.toThrow(SetupError);
      const { rows } = await sql`select from "ecosystem" where "slug" = 'another-town'`.execute(database.kysely());
      expect(rows).toEqual([]);
    });
  }
});
