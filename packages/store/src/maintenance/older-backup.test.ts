import { sql } from 'kysely';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { entities } from '../entities.ts';
import { migrations } from '../migrations/index.ts';
import type { Database } from '../shared/database/database.ts';
import { migrate } from '../shared/database/schema/migrate.ts';
import { engines } from '../testing/engines.ts';
import { openTestDatabase } from '../testing/open-test-database.ts';
import { partsOf, replay } from './backup.fixture.ts';
import { restore } from './restore.ts';

const position = migrations.findIndex(({ name }) => name.endsWith('-places'));
const [first, later] = [migrations.slice(0, position), migrations.slice(position)].map((some) =>
  some.map(({ name }) => name),
);

describe.each(engines)('a backup of an earlier version on %s', (engine) => {
  const opened: Database[] = [];
  const open = async (...options: Parameters<typeof openTestDatabase>) => {
    const database = await openTestDatabase(...options);
    opened.push(database);
    return database;
  };
  afterEach(async () => {
    for (const database of opened.splice(0)) await database.close();
  });

  let parts: Awaited<ReturnType<typeof partsOf>>;
  beforeAll(async () => {
    const older = await openTestDatabase(engine, { schema: { entities, migrations: migrations.slice(0, position) } });
    await migrate(older);
    await sql`insert into "ecosystem" ("id", "ecosystem_id", "slug", "name", "kind", "school_year_start", "fiscal_year_start", "disclosure_threshold", "hides_zeros", "time_zone")
      select "id", "id", 'old-town', 'Old Town', 'LOCAL', '08-01', '07-01', 10, false, 'UTC' from gen_random_uuid() as "id"`.execute(
      older.kysely(),
    );
    parts = await partsOf(older);
    await older.close();
    expect(parts[0]).toMatchObject({ kind: 'header', header: { migrations: first } });
  });

  it('is restored into an empty database, and updated', async () => {
    const empty = await open(engine, { schema: { entities, migrations } });
    const { migrated, rows } = await restore(empty, { backup: replay(parts) });
    expect(migrated).toEqual(later);
    expect(rows).toBe(3);
    const { rows: ecosystems } = await sql`select "slug", "version" from "ecosystem"`.execute(empty.kysely());
    expect(ecosystems).toEqual([{ slug: 'old-town', version: 1 }]);
    expect(await migrate(empty)).toEqual({ applied: [] });
    const { rows: epochs } = await sql`select count(*) as "count" from "feed_epoch"`.execute(empty.kysely());
    expect(epochs).toEqual([{ count: 1 }]);
  });

  it('is refused by a database with the schema of this version', async () => {
    const current = await open(engine);
    await expect(restore(current, { backup: replay(parts) })).rejects.toThrow(
      `The backup has another schema (${first?.at(-1)}) than the database (${migrations.at(-1)?.name}). Restore it into a new, empty database; it is updated there.`,
    );
  });
});
