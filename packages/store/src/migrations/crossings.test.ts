import { newUuid } from '@collective-impact/sdk';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { entities } from '../entities.ts';
import type { Database } from '../shared/database/database.ts';
import { migrate } from '../shared/database/schema/migrate.ts';
import { engines } from '../testing/engines.ts';
import { openTestDatabase } from '../testing/open-test-database.ts';
import { migrations } from './index.ts';

const position = migrations.findIndex(({ name }) => name.endsWith('-crossings'));
const unit = { scheme: 'unit', code: 'people', label: 'People', uri: null };

describe.each(engines)('migration crossings on %s', (engine) => {
  let database: Database;

  beforeEach(async () => {
    database = await openTestDatabase(engine, { schema: { entities, migrations: migrations.slice(0, position) } });
    await migrate(database);
  });

  afterEach(() => database.close());

  it('keeps indicator versions, which publish no crossing, without a new version of the record', async () => {
    const kysely = database.kysely();
    const id = newUuid();
    await kysely.connection().execute(async (connection) => {
      // Without foreign keys, so that the row needs no indicator.
      await sql`set session_replication_role = replica`.execute(connection);
      await sql`insert into "indicator_version" ("id", "ecosystem_id", "indicator_id", "number", "status", "definition", "kind", "counting_unit", "unit", "multiplier", "direction", "aggregation_across_organizations", "aggregation_over_time", "frequency")
        values (${id}, ${newUuid()}, ${newUuid()}, 1, 'ADOPTED', 'Made up', 'COUNT', 'PEOPLE', ${JSON.stringify(unit)}::jsonb, 1, 'INCREASE', 'SUM', 'SUM', 'YEAR')`.execute(
        connection,
      );
      await sql`set session_replication_role = default`.execute(connection);
    });
    database.orm.config.get('migrations').migrationsList?.push(...migrations.slice(position, position + 1));
    await migrate(database);
    const { rows } = await sql`select "id"::text, "crossings", "version" from "indicator_version"`.execute(kysely);
    expect(rows).toEqual([{ id, crossings: [], version: 1 }]);
  });
});
