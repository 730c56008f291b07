import { newUuid } from '@collective-impact/sdk';
import { type Kysely, sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { entities } from '../entities.ts';
import type { Database } from '../shared/database/database.ts';
import { migrate } from '../shared/database/schema/migrate.ts';
import { engines } from '../testing/engines.ts';
import { openTestDatabase } from '../testing/open-test-database.ts';
import { migrations } from './index.ts';

const position = migrations.findIndex(({ name }) => name.endsWith('-disparity'));
const indicatorVersionId = newUuid();
const toBest = { reference: 'BEST', referenceCategory: null, measure: 'DIFFERENCE' };
const nouns = ['baseline', 'target'] as const;

/** Inserts a figure for 2024 without foreign keys, so that it needs no version and no combination of categories. */
function insert(kysely: Kysely<unknown>, { noun, disparity }: { noun: (typeof nouns)[number]; disparity?: object }) {
  const column = disparity ? sql`, "disparity"` : sql``;
  const value = disparity ? sql`, ${JSON.stringify(disparity)}::jsonb` : sql``;
  return kysely.connection().execute(async (connection) => {
    await sql`set session_replication_role = replica`.execute(connection);
    try {
      await sql`insert into ${sql.table(noun)} ("id", "ecosystem_id", "indicator_version_id", "breakdown_id", "period", "period_start", "value"${column})
        values (${newUuid()}, ${newUuid()}, ${indicatorVersionId}, 1, '2024', '2024-01-01', 12.5${value})`.execute(
        connection,
      );
    } finally {
      await sql`set session_replication_role = default`.execute(connection);
    }
  });
}

describe.each(engines)('migration disparity on %s', (engine) => {
  let database: Database;

  beforeEach(async () => {
    database = await openTestDatabase(engine, { schema: { entities, migrations: migrations.slice(0, position) } });
    await migrate(database);
  });

  afterEach(() => database.close());

  it('keeps stored baselines and targets as figures of a value, one for each period and categories', async () => {
    const kysely = database.kysely() as unknown as Kysely<unknown>;
    for (const noun of nouns) await insert(kysely, { noun });
    database.orm.config.get('migrations').migrationsList?.push(...migrations.slice(position));
    await migrate(database);
    for (const noun of nouns) {
      const stored = sql`select "value"::text as "value", "disparity" from ${sql.table(noun)}`;
      expect((await stored.execute(kysely)).rows).toEqual([{ value: '12.5', disparity: null }]);
      await expect(insert(kysely, { noun })).rejects.toThrow(`${noun}_unique`);
      // The same period and categories, of a disparity: one for each reference and measure.
      await insert(kysely, { noun, disparity: toBest });
      await insert(kysely, { noun, disparity: { ...toBest, measure: 'RATIO' } });
      await expect(insert(kysely, { noun, disparity: toBest })).rejects.toThrow(`${noun}_of_disparity_unique`);
    }
  });
});
