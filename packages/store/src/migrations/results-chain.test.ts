import { newUuid } from '@collective-impact/sdk';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { entities } from '../entities.ts';
import type { Database } from '../shared/database/database.ts';
import { migrate } from '../shared/database/schema/migrate.ts';
import { engines } from '../testing/engines.ts';
import { openTestDatabase } from '../testing/open-test-database.ts';
import { migrations } from './index.ts';

const position = migrations.findIndex(({ name }) => name.endsWith('-results-chain'));

describe.each(engines)('migration results-chain on %s', (engine) => {
  let database: Database;

  beforeEach(async () => {
    database = await openTestDatabase(engine, { schema: { entities, migrations: migrations.slice(0, position) } });
    await migrate(database);
  });

  afterEach(() => database.close());

  it('keeps the activities, without outputs and without a new version', async () => {
    const kysely = database.kysely();
    const [ecosystemId, id] = [newUuid(), newUuid()];
    await sql`insert into "ecosystem" ("id", "ecosystem_id", "slug", "name", "kind", "time_zone", "school_year_start", "fiscal_year_start", "disclosure_threshold", "hides_zeros")
      values (${ecosystemId}, ${ecosystemId}, 'here', 'Here', 'LOCAL', 'UTC', '09-01', '01-01', 10, false)`.execute(
      kysely,
    );
    await sql`insert into "activity" ("id", "ecosystem_id", "title", "participants", "status", "strategy_ids")
      values (${id}, ${ecosystemId}, 'Club', '[]', 'PLANNED', '{}')`.execute(kysely);
    database.orm.config.get('migrations').migrationsList?.push(...migrations.slice(position));
    await migrate(database);
    const { rows } = await sql`select "id"::text, "outputs", "version" from "activity"`.execute(kysely);
    expect(rows).toEqual([{ id, outputs: [], version: 1 }]);
  });
});
