import { anonymous, localProgram } from '@collective-impact/sdk';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { engines } from '../../testing/engines.ts';
import { cell, MeasurementFixture, uuidOf } from '../../testing/measurement.fixture.ts';
import { openTestDatabase, type TestDatabase } from '../../testing/open-test-database.ts';

describe.each(engines)('a cell on %s', (engine) => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await openTestDatabase(engine);
  });
  afterAll(() => database.close());

  it('is hidden if a dimension that it is broken down by is missing', async () => {
    const make = new MeasurementFixture(database);
    const { versionId } = await make.adopted(await make.ecosystem());
    await make.verified(versionId, { cells: [cell('3'), cell('1', 'F'), cell('2', 'M')] });
    const releaseId = uuidOf(await make.release(versionId));
    const values = async (viewer: typeof anonymous) => {
      const { rows } = await make.read(viewer).release.cells.ofRelease(releaseId, { page: {}, filter: {} });
      return rows.map(({ value }) => value);
    };
    expect(await values(anonymous)).toEqual(['3', '1', '2']);
    await sql`delete from "category"`.execute(database.kysely());
    await sql`delete from "dimension"`.execute(database.kysely());
    expect(await values(anonymous)).toEqual(['3']);
    expect(await values(localProgram)).toEqual(['3']);
  });
});
