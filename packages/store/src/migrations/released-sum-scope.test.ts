import { newUuid } from '@collective-impact/sdk';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { entities } from '../entities.ts';
import type { Database } from '../shared/database/database.ts';
import { migrate } from '../shared/database/schema/migrate.ts';
import { engines } from '../testing/engines.ts';
import { openTestDatabase } from '../testing/open-test-database.ts';
import { migrations } from './index.ts';

const position = migrations.findIndex(({ name }) => name.endsWith('-released-sum-scope'));
const place = { scheme: 'place', code: 'north', label: 'North' };

describe.each(engines)('migration released-sum-scope on %s', (engine) => {
  let database: Database;

  beforeEach(async () => {
    database = await openTestDatabase(engine, { schema: { entities, migrations: migrations.slice(0, position) } });
    await migrate(database);
  });

  afterEach(() => database.close());

  it('converts the array of every stored sum to a scope and a place', async () => {
    const releaseId = newUuid();
    const kysely = database.kysely();
    const stored = [
      null,
      ['ORGANIZATION', place],
      ['CLOSED', null],
      ['CLOSED', place],
      ['ECOSYSTEM', null],
      ['ECOSYSTEM', place],
      ['AGGREGATE', null],
    ];
    await kysely.connection().execute(async (connection) => {
      // Without foreign keys, so that the rows need no release and no combination of categories.
      await sql`set session_replication_role = replica`.execute(connection);
      for (const [ordinal, particular] of stored.entries()) {
        await sql`insert into "released_sum" ("release_id", "ordinal", "breakdown_id", "particular", "cells", "values", "sum", "parts", "bases", "estimated", "provisional", "missing", "not_applicable", "suppressed_at_source", "withheld")
          values (${releaseId}, ${ordinal}, 1, ${particular && JSON.stringify(particular)}::jsonb, 1, 1, ${ordinal}, 0, 0, 0, 0, 0, 0, 0, 0)`.execute(
          connection,
        );
      }
      await sql`set session_replication_role = default`.execute(connection);
    });
    database.orm.config.get('migrations').migrationsList?.push(...migrations.slice(position));
    await migrate(database);
    const { rows } =
      await sql`select "scope", "place", "sum"::int as "sum" from "released_sum" order by "ordinal"`.execute(kysely);
    expect(rows).toEqual([
      { scope: 'ORGANIZATION', place: null, sum: 0 },
      { scope: 'ORGANIZATION', place, sum: 1 },
      { scope: 'EXCLUDED', place: null, sum: 2 },
      { scope: 'EXCLUDED', place, sum: 3 },
      { scope: 'ECOSYSTEM', place: null, sum: 4 },
      { scope: 'ECOSYSTEM', place, sum: 5 },
      { scope: 'AGGREGATE', place: null, sum: 6 },
    ]);
  });
});
