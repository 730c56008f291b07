import { newUuid } from '@collective-impact/sdk';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { entities } from '../entities.ts';
import type { Database } from '../shared/database/database.ts';
import { migrate } from '../shared/database/schema/migrate.ts';
import { engines } from '../testing/engines.ts';
import { openTestDatabase } from '../testing/open-test-database.ts';
import { migrations } from './index.ts';

const position = migrations.findIndex(({ name }) => name.endsWith('-outside-totals'));
const [ecosystem, hidden, shown] = [newUuid(), newUuid(), newUuid()];
const [withTotals, withoutTotals] = [newUuid(), newUuid()];

describe.each(engines)('migration outside-totals on %s', (engine) => {
  let database: Database;

  beforeEach(async () => {
    database = await openTestDatabase(engine, { schema: { entities, migrations: migrations.slice(0, position) } });
    await migrate(database);
  });

  afterEach(() => database.close());

  /** Inserts a row of a release, with a cell of this status. */
  async function insert(row: { release: string; reporter: string; place?: string; summed?: boolean; status?: string }) {
    const { release, reporter, place = '', summed = false, status = 'OBSERVED' } = row;
    await database
      .kysely()
      .connection()
      .execute(async (connection) => {
        await sql`set session_replication_role = replica`.execute(connection);
        await sql`insert into "released_row" ("release_id", "reporter_id", "place_key", "ecosystem_id", "digest", "summed")
          values (${release}, ${reporter}, ${place}, ${ecosystem}, 'digest', ${summed})`.execute(connection);
        if (reporter !== ecosystem)
          await sql`insert into "released_cell" ("release_id", "ordinal", "ecosystem_id", "breakdown_id", "status", "scope", "organization_id", "value", "suppressed")
          values (${release}, (select count(*) from "released_cell"), ${ecosystem}, 1, ${status}, 'ORGANIZATION', ${reporter}, ${status === 'MISSING' ? null : 60}, false)`.execute(
            connection,
          );
        await sql`set session_replication_role = default`.execute(connection);
      });
  }

  it('finds the rows of organizations without a part in the totals of their release', async () => {
    const silent = newUuid();
    await insert({ release: withTotals, reporter: hidden });
    await insert({ release: withTotals, reporter: hidden, place: 'north' });
    await insert({ release: withTotals, reporter: shown, summed: true });
    await insert({ release: withTotals, reporter: shown, place: 'north' });
    await insert({ release: withTotals, reporter: silent, status: 'MISSING' });
    await insert({ release: withTotals, reporter: ecosystem, place: 'north' });
    await insert({ release: withoutTotals, reporter: hidden });
    database.orm.config.get('migrations').migrationsList?.push(...migrations.slice(position, position + 1));
    await migrate(database);
    const { rows } =
      await sql`select "release_id", "reporter_id", "place_key" from "released_row" where "outside_totals"`.execute(
        database.kysely(),
      );
    expect(rows).toEqual([{ release_id: withTotals, reporter_id: hidden, place_key: '' }]);
  });
});
