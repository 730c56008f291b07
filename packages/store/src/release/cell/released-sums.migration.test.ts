import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { migrate } from '../../shared/database/schema/migrate.ts';
import { engines } from '../../testing/engines.ts';
import { cell, MeasurementFixture, uuidOf } from '../../testing/measurement.fixture.ts';
import { openTestDatabase, type TestDatabase } from '../../testing/open-test-database.ts';

const place = { scheme: 'place', code: 'north', label: 'North' };

describe.each(engines)('the migration that stores sums of releases on %s', (engine) => {
  let database: TestDatabase;

  beforeEach(async () => {
    database = await openTestDatabase(engine);
  });

  afterEach(() => database.close());

  const run = (text: string) => database.orm.em.fork().execute(text);

  /** Returns every stored sum without its ordinal, and without the mark of a withdrawn release, which a later migration adds. */
  async function sums(): Promise<{ release_id: string }[]> {
    const { rows } = await sql<{
      release_id: string;
      ordinal: number;
      is_voided?: boolean;
    }>`select * from "released_sum" order by "release_id", "breakdown_id", "scope", "place" nulls first`.execute(
      database.kysely(),
    );
    return rows.map(({ ordinal: _ordinal, is_voided: _isVoided, ...row }) => row);
  }

  it('stores the same sums as a release, and none for releases without stored rows', async () => {
    const fixture = new MeasurementFixture(database);
    const ecosystemId = await fixture.ecosystem();
    const rules = [
      { countingUnit: 'PEOPLE' },
      {
        kind: 'RATIO',
        aggregationAcrossOrganizations: 'RATIO',
        aggregationOverTime: 'RATIO',
        denominatorOverTime: 'SUM',
        multiplier: '100',
      },
      {
        kind: 'RATIO',
        countingUnit: 'PEOPLE',
        aggregationAcrossOrganizations: 'RATIO',
        aggregationOverTime: 'RATIO',
        denominatorOverTime: 'SUM',
        multiplier: '100',
      },
      {
        kind: 'MEAN',
        countingUnit: 'OTHER',
        aggregationAcrossOrganizations: 'WEIGHTED_MEAN',
        aggregationOverTime: 'WEIGHTED_MEAN',
      },
    ];
    for (const rule of rules) {
      const { versionId } = await fixture.adopted(ecosystemId, rule);
      const numbers = (at: number) =>
        rule.kind === 'RATIO' && rule.countingUnit === undefined
          ? { numerator: `${at}`, denominator: `${at * 3}` }
          : { value: `${at}`, base: at * 40 };
      for (const at of [4, 17, 30, 41]) {
        const organizationId = await fixture.organization(ecosystemId, {
          name: `Made-up ${at}`,
          visibility: at === 41 ? 'RESTRICTED' : 'PUBLIC',
        });
        const status = at === 30 ? 'ESTIMATED' : 'OBSERVED';
        const missing = { ...cell(null, 'F'), value: undefined, status: 'MISSING', base: 9 };
        const cells = [
          { ...cell(null), ...numbers(at), status },
          at === 17 ? missing : { ...cell(null, 'F'), ...numbers(2) },
        ];
        await fixture.verified(versionId, { organizationId, cells });
        await fixture.verified(versionId, { organizationId, place, cells: [{ ...cell(null), ...numbers(3) }] });
      }
      await fixture.release(versionId);
    }
    const older = await fixture.adopted(ecosystemId);
    await fixture.verified(older.versionId, { cells: [cell('5')] });
    const olderId = await fixture.release(older.versionId);
    const storedByReleases = await sums();

    // The views of current records depend on the columns of their tables. The migration creates them again.
    await run('drop schema "public_current" cascade');
    await run('drop table "released_sum"');
    await run('alter table "release" drop column "reporters"');
    await run(`delete from "released_row" where "release_id" = '${uuidOf(olderId)}'`);
    for (const [column, table] of [
      ['release_id', 'release'],
      ['breakdown_id', 'breakdown'],
      ['organization_id', 'organization'],
    ]) {
      await run(
        `alter table "released_cell" add constraint "released_cell_${column}_foreign" foreign key ("${column}") references "${table}" ("id")`,
      );
    }
    await run(
      `delete from "schema_migration" where "name" like '%-sums-of-releases' or "name" like '%-released-sum-scope' or "name" like '%-suppressed-sums' or "name" like '%-derived-numerators' or "name" like '%-sums-of-bounds'`,
    );
    await migrate(database);

    const storedByMigration = await sums();
    expect(storedByMigration).toEqual(storedByReleases.filter((row) => row.release_id !== uuidOf(olderId)));
    expect(storedByMigration.length).toBe(storedByReleases.length - 1);
    expect(new Set(storedByMigration.map((row) => row.release_id)).size).toBe(rules.length);
  });
});
