import { newUuid } from '@collective-impact/sdk';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { entities } from '../entities.ts';
import type { Database } from '../shared/database/database.ts';
import { migrate } from '../shared/database/schema/migrate.ts';
import { engines } from '../testing/engines.ts';
import { openTestDatabase } from '../testing/open-test-database.ts';
import { migrations } from './index.ts';

const position = migrations.findIndex(({ name }) => name.endsWith('-standard-field-names'));
const recordFields = { created_at: '2025-01-01', updated_at: '2025-01-01', version: 1, visibility: 'PUBLIC' };

describe.each(engines)('migration standard-field-names on %s', (engine) => {
  let database: Database;

  beforeEach(async () => {
    database = await openTestDatabase(engine, { schema: { entities, migrations: migrations.slice(0, position) } });
    await migrate(database);
  });

  afterEach(() => database.close());

  it('renames the dimensions of crossings, without a new version of the record', async () => {
    const [none, two] = [newUuid(), newUuid()];
    await insertVersion(none, []);
    await insertVersion(two, [
      { first: 'gender', second: 'race' },
      { first: 'second', second: 'first' },
    ]);
    await applyMigration();
    const { rows } = await sql`select "id", "version", "crossings" from "indicator_version" order by "id"`.execute(
      database.kysely(),
    );
    expect(rows).toEqual([
      { id: none, version: 1, crossings: [] },
      {
        id: two,
        version: 1,
        crossings: [
          { firstDimension: 'gender', secondDimension: 'race' },
          { firstDimension: 'second', secondDimension: 'first' },
        ],
      },
    ]);
  });

  it('keeps the numbers of held reports and unprotected totals of each release', async () => {
    await insert('release', {
      ...recordFields,
      ...{ id: newUuid(), ecosystem_id: newUuid(), indicator_version_id: newUuid(), threshold: 10, reporters: 3 },
      ...{ period: '2024', period_start: '2024-01-01', period_end: '2024-12-31' },
      ...{ released_at: '2025-01-01', released_by: 'operator', waiting: 2, unprotected: 1 },
    });
    await applyMigration();
    const { rows } = await sql`select "held_reports", "unprotected_totals" from "release"`.execute(database.kysely());
    expect(rows).toEqual([{ held_reports: 2, unprotected_totals: 1 }]);
  });

  it('keeps the number of suppressed cells of each released sum', async () => {
    const counts = { cells: 3, values: 1, parts: 0, bases: 0, estimated: 0, provisional: 0, missing: 0 };
    await insert('released_sum', {
      ...{ release_id: newUuid(), ordinal: 0, breakdown_id: 1, scope: 'ORGANIZATION', sum: 5, ...counts },
      ...{ not_applicable: 0, suppressed_at_source: 0, withheld: 2 },
    });
    await applyMigration();
    const { rows } = await sql`select "suppressed" from "released_sum"`.execute(database.kysely());
    expect(rows).toEqual([{ suppressed: 2 }]);
  });

  function insertVersion(id: string, crossings: object[]): Promise<void> {
    return insert('indicator_version', {
      ...recordFields,
      ...{ id, ecosystem_id: newUuid(), indicator_id: newUuid(), number: 1, status: 'DRAFT', definition: 'Children' },
      ...{ kind: 'COUNT', counting_unit: 'PEOPLE', unit: {}, multiplier: 1, direction: 'INCREASE', frequency: 'YEAR' },
      ...{ aggregation_across_organizations: 'SUM', aggregation_over_time: 'NONE', crossings },
    });
  }

  /** Inserts a row without triggers and foreign keys, so that it needs no other row. */
  function insert(table: string, row: object): Promise<void> {
    return database
      .kysely()
      .connection()
      .execute(async (connection) => {
        const target = sql.table(table);
        await sql`set session_replication_role = replica`.execute(connection);
        await sql`insert into ${target} select * from jsonb_populate_record(null::${target}, ${JSON.stringify(row)}::jsonb)`.execute(
          connection,
        );
        await sql`set session_replication_role = default`.execute(connection);
      });
  }

  async function applyMigration(): Promise<void> {
    database.orm.config.get('migrations').migrationsList?.push(...migrations.slice(position));
    await migrate(database);
  }
});
