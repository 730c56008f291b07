import { newUuid } from '@collective-impact/sdk';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { entities } from '../entities.ts';
import type { Database } from '../shared/database/database.ts';
import { migrate } from '../shared/database/schema/migrate.ts';
import { engines } from '../testing/engines.ts';
import { openTestDatabase } from '../testing/open-test-database.ts';
import { migrations } from './index.ts';

const position = migrations.findIndex(({ name }) => name.endsWith('-place-keys'));
const north = { scheme: 'fips', code: 'north "1"', label: 'North', uri: null };
const south = { scheme: 'place', code: 'south', label: 'South', uri: null };

describe.each(engines)('migration place-keys on %s', (engine) => {
  let database: Database;

  beforeEach(async () => {
    database = await openTestDatabase(engine, { schema: { entities, migrations: migrations.slice(0, position) } });
    await migrate(database);
  });

  afterEach(() => database.close());

  it('adds the scheme to the keys of reports, of released rows, and of numbers of reporters, without a new version', async () => {
    const kysely = database.kysely();
    const [ecosystemId, releaseId, reportId, allId, organizationId] = Array.from({ length: 5 }, newUuid);
    await kysely.connection().execute(async (connection) => {
      // Without foreign keys, so that the rows need no indicator version.
      await sql`set session_replication_role = replica`.execute(connection);
      for (const [id, place] of [[reportId, north] as const, [allId, null] as const]) {
        await sql`insert into "indicator_report" ("id", "ecosystem_id", "visibility", "indicator_version_id", "organization_id", "reporter_id", "place", "place_key", "period", "period_start", "period_end", "status")
          values (${id}, ${ecosystemId}, 'RESTRICTED', ${releaseId}, ${organizationId}, ${organizationId}, ${place && JSON.stringify(place)}::jsonb, ${place?.code ?? ''}, '2024', '2024-01-01', '2024-12-31', 'VERIFIED')`.execute(
          connection,
        );
      }
      await sql`insert into "release" ("id", "ecosystem_id", "visibility", "indicator_version_id", "period", "period_start", "period_end", "released_at", "released_on", "released_by", "threshold", "reporters")
        values (${releaseId}, ${ecosystemId}, 'PUBLIC', ${releaseId}, '2024', '2024-01-01', '2024-12-31', now(), current_date, 'operator', 10, '{"": 1, "south": 1, "north \\"1\\"": 1, "gone": 1}')`.execute(
        connection,
      );
      await sql`insert into "released_cell" ("release_id", "ordinal", "ecosystem_id", "breakdown_id", "status", "organization_id", "place", "scope", "suppressed")
        values (${releaseId}, 0, ${ecosystemId}, 1, 'OBSERVED', ${organizationId}, ${JSON.stringify(south)}::jsonb, 'ORGANIZATION', false)`.execute(
        connection,
      );
      for (const [key, report] of [
        ['', allId] as const,
        ['north "1"', reportId] as const,
        ['south', null] as const,
        ['gone', null] as const,
      ]) {
        await sql`insert into "released_row" ("release_id", "reporter_id", "place_key", "ecosystem_id", "report_id", "digest", "summed")
          values (${releaseId}, ${organizationId}, ${key}, ${ecosystemId}, ${report}::uuid, 'd', true)`.execute(
          connection,
        );
      }
      await sql`set session_replication_role = default`.execute(connection);
    });
    database.orm.config.get('migrations').migrationsList?.push(...migrations.slice(position, position + 1));
    await migrate(database);
    const keys = ['', '["fips","north \\"1\\""]', '["place","gone"]', '["place","south"]'];
    const reports = await sql`select "place_key", "version" from "indicator_report" order by 1`.execute(kysely);
    expect(reports.rows).toEqual(keys.slice(0, 2).map((place_key) => ({ place_key, version: 1 })));
    const rows = await sql`select "place_key" from "released_row" order by "place_key" collate "C"`.execute(kysely);
    expect(rows.rows).toEqual(keys.map((place_key) => ({ place_key })));
    const releases = await sql`select "reporters", "version" from "release"`.execute(kysely);
    expect(releases.rows).toEqual([{ reporters: Object.fromEntries(keys.map((key) => [key, 1])), version: 1 }]);
  });
});
