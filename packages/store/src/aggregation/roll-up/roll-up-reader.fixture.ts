import { afterAll, beforeAll, beforeEach } from 'vitest';
import type { EngineName } from '../../shared/database/database.ts';
import { MeasurementFixture } from '../../testing/measurement.fixture.ts';
import { openTestDatabase, type TestDatabase } from '../../testing/open-test-database.ts';

/** A version that counts people once. */
export const people = {
  countingUnit: 'PEOPLE_UNDUPLICATED',
  aggregationAcrossOrganizations: 'NONE',
  aggregationOverTime: 'NONE',
};

/** Aggregates over organizations. */
export const over = ['ORGANIZATIONS'] as const;

/** An adopted indicator before each test, and roll-ups of its figures. */
export class RollUpWorld {
  /** The database of the tests. */
  database!: TestDatabase;

  /** Creates records. */
  make!: MeasurementFixture;

  /** The ecosystem of each test. */
  ecosystemId = '';

  /** Its indicator, which is adopted. */
  indicatorId = '';

  /** The version of the indicator. */
  versionId = '';

  /** Opens a database for the tests of a `describe`, and creates new records before each test. */
  prepare(engine: EngineName): void {
    beforeAll(async () => {
      this.database = await openTestDatabase(engine);
      this.make = new MeasurementFixture(this.database);
    });

    beforeEach(async () => {
      this.ecosystemId = await this.make.ecosystem();
      ({ indicatorId: this.indicatorId, versionId: this.versionId } = await this.make.adopted(this.ecosystemId));
    });

    afterAll(() => this.database.close());
  }
}
