import { newUuid } from '@collective-impact/sdk';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { entities } from '../entities.ts';
import type { Database } from '../shared/database/database.ts';
import { migrate } from '../shared/database/schema/migrate.ts';
import { engines } from '../testing/engines.ts';
import { openTestDatabase } from '../testing/open-test-database.ts';
import { migrations } from './index.ts';

const position = migrations.findIndex(({ name }) => name.endsWith('-counts-and-mechanisms'));

describe.each(engines)('migration counts-and-mechanisms on %s', (engine) => {
  let database: Database;

  beforeEach(async () => {
    database = await openTestDatabase(engine, { schema: { entities, migrations: migrations.slice(0, position) } });
    await migrate(database);
  });

  afterEach(() => database.close());

  it('keeps the count of each published figure and its origin', async () => {
    const kysely = database.kysely();
    const id = newUuid();
    // Without foreign keys, so that the row needs no ecosystem and no study.
    await sql`alter table "published_figure" drop constraint "published_figure_ecosystem_id_foreign", drop constraint "published_figure_study_id_foreign"`.execute(
      kysely,
    );
    await sql`insert into "published_figure" ("id", "ecosystem_id", "study_id", "label", "n", "n_origin", "base")
      values (${id}, ${newUuid()}, ${newUuid()}, 'K-12', 23, 'DERIVED', 26)`.execute(kysely);
    await applyMigration();
    const { rows } = await sql`select "count", "count_origin" from "published_figure" where "id" = ${id}::uuid`.execute(
      kysely,
    );
    expect(rows).toEqual([{ count: 23, count_origin: 'DERIVED' }]);
  });

  it('keeps the rules for counts under their new names', async () => {
    const kysely = database.kysely();
    await applyMigration();
    const { rows } = await sql<{ name: string }>`
      select "conname" as "name" from "pg_constraint"
      where "conrelid" = 'public.published_figure'::regclass and "contype" = 'c' and "conname" like '%count%'
      order by "conname"`.execute(kysely);
    expect(rows).toEqual([{ name: 'published_figure_count_of_base' }, { name: 'published_figure_count_origin_check' }]);
  });

  it('keeps the mechanism of each reinforcement', async () => {
    const kysely = database.kysely();
    const id = newUuid();
    // Without foreign keys, so that the row needs no ecosystem and no activities.
    await sql`alter table "reinforcement" drop constraint "reinforcement_ecosystem_id_foreign", drop constraint "reinforcement_activity_id_foreign", drop constraint "reinforcement_reinforced_id_foreign"`.execute(
      kysely,
    );
    await sql`insert into "reinforcement" ("id", "ecosystem_id", "activity_id", "reinforced_id", "how")
      values (${id}, ${newUuid()}, ${newUuid()}, ${newUuid()}, 'Students apply what they saw.')`.execute(kysely);
    await applyMigration();
    const { rows } = await sql`select "mechanism" from "reinforcement" where "id" = ${id}::uuid`.execute(kysely);
    expect(rows).toEqual([{ mechanism: 'Students apply what they saw.' }]);
  });

  async function applyMigration(): Promise<void> {
    database.orm.config.get('migrations').migrationsList?.push(...migrations.slice(position));
    await migrate(database);
  }
});
