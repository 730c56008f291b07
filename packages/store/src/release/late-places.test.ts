import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { engines } from '../testing/engines.ts';
import { cell, MeasurementFixture } from '../testing/measurement.fixture.ts';
import { openTestDatabase, type TestDatabase } from '../testing/open-test-database.ts';

describe.each(engines)('a report of all places after a release of its places on %s', (engine) => {
  let database: TestDatabase;
  let make: MeasurementFixture;

  beforeAll(async () => {
    database = await openTestDatabase(engine);
    make = new MeasurementFixture(database);
  });

  afterAll(() => database.close());

  it('waits, and publishing it alone is rejected with the remedy', async () => {
    const ecosystemId = await make.ecosystem();
    const { versionId } = await make.adopted(ecosystemId, { countingUnit: 'PEOPLE' });
    const organizationId = await make.organization(ecosystemId);
    await make.verified(versionId, { organizationId, place: { code: 'n', label: 'N' }, cells: [cell('12')] });
    await make.release(versionId);
    await make.verified(versionId, { organizationId, cells: [cell('16')] });
    await expect(make.release(versionId)).rejects.toThrow(
      'No later release can include 1 of them, because the same reporter has released figures of all its places or of single places. Report both before the first release of a period.',
    );
  });
});
