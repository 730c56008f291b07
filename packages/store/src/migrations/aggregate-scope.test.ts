import { newUuid } from '@collective-impact/sdk';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { entities } from '../entities.ts';
import type { Database } from '../shared/database/database.ts';
import { migrate } from '../shared/database/schema/migrate.ts';
import { engines } from '../testing/engines.ts';
import { openTestDatabase } from '../testing/open-test-database.ts';
import { migrations } from './index.ts';

const position = migrations.findIndex(({ name }) => name.endsWith('-aggregate-scope'));

describe.each(engines)('migration aggregate-scope on %s', (engine) => {
  let database: Database;

  beforeEach(async () => {
    database = await openTestDatabase(engine, { schema: { entities, migrations: migrations.slice(0, position) } });
    await migrate(database);
  });

  afterEach(() => database.close());

  it('renames TOGETHER to AGGREGATE in released cells and their sums', async () => {
    const releaseId = newUuid();
    const kysely = database.kysely();
    await kysely.connection().execute(async (connection) => {
      // Without foreign keys, so that the rows need no release and no indicator version.
      await sql`set session_replication_role = replica`.execute(connection);
      await sql`insert into "released_cell" ("release_id", "ordinal", "ecosystem_id", "breakdown_id", "status", "organization_id", "scope", "suppressed")
        values (${releaseId}, 0, ${releaseId}, 1, 'OBSERVED', null, 'ECOSYSTEM', false),
          (${releaseId}, 1, ${releaseId}, 1, 'OBSERVED', null, 'TOGETHER', false)`.execute(connection);
      await sql`insert into "released_sum" ("release_id", "ordinal", "breakdown_id", "particular", "cells", "values", "parts", "bases", "estimated", "provisional", "missing", "not_applicable", "suppressed_at_source", "withheld")
        select ${releaseId}::uuid, "ordinal", 1, "particular", 1, 1, 0, 0, 0, 0, 0, 0, 0, 0
        from (values (0, null), (1, '["TOGETHER", null]'::jsonb), (2, '["ECOSYSTEM", "north"]'::jsonb)) as "sum" ("ordinal", "particular")`.execute(
        connection,
      );
      await sql`set session_replication_role = default`.execute(connection);
    });
    database.orm.config.get('migrations').migrationsList?.push(...migrations.slice(position, position + 1));
    await migrate(database);
    const cells = await sql<{ scope: string }>`select "scope" from "released_cell" order by "ordinal"`.execute(kysely);
    expect(cells.rows.map(({ scope }) => scope)).toEqual(['ECOSYSTEM', 'AGGREGATE']);
    const sums = await sql<{ particular: unknown }>`select "particular" from "released_sum" order by "ordinal"`.execute(
      kysely,
    );
    expect(sums.rows.map(({ particular }) => particular)).toEqual([null, ['AGGREGATE', null], ['ECOSYSTEM', 'north']]);
  });
});
