import { afterAll, beforeAll, beforeEach } from 'vitest';
import type { EngineName } from '../../shared/database/database.ts';
import { issuesOf, MeasurementFixture } from '../../testing/measurement.fixture.ts';
import { openTestDatabase, type TestDatabase } from '../../testing/open-test-database.ts';
import { indicatorReportDefinition } from './report-writer.ts';

/** A new ecosystem with an adopted indicator before each test. */
export class ReportWorld {
  /** The database of the tests. */
  database!: TestDatabase;

  /** Creates records. */
  fixture!: MeasurementFixture;

  /** The ecosystem of each test. */
  ecosystemId = '';

  /** Its indicator, which is adopted. */
  indicatorId = '';

  /** The version of the indicator. */
  versionId = '';

  /** The issues of a new report. */
  readonly issuesOfCreating = async (more: object) =>
    issuesOf(
      await this.fixture.writer.create(indicatorReportDefinition, {
        indicatorVersionId: this.versionId,
        period: '2024',
        ...more,
      }),
    );

  /** Opens a database for the tests of a `describe`, and creates new records before each test. */
  prepare(engine: EngineName): void {
    beforeAll(async () => {
      this.database = await openTestDatabase(engine);
      this.fixture = new MeasurementFixture(this.database);
    });

    beforeEach(async () => {
      this.ecosystemId = await this.fixture.ecosystem({ schoolYearStart: '08-01' });
      ({ indicatorId: this.indicatorId, versionId: this.versionId } = await this.fixture.adopted(this.ecosystemId));
    });

    afterAll(() => this.database.close());
  }
}
