import { afterAll, beforeAll, beforeEach } from 'vitest';
import type { EngineName } from '../../shared/database/database.ts';
import { cell, MeasurementFixture, uuidOf } from '../../testing/measurement.fixture.ts';
import { openTestDatabase, type TestDatabase } from '../../testing/open-test-database.ts';
import { type SubmittedReport, submitIndicatorReports } from './submission-writer.ts';

/** An adopted indicator, and calls that submit reports for it. */
export class SubmissionWorld {
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

  /** A valid report. */
  readonly report = (more: object = {}) => ({
    indicatorVersionId: this.versionId,
    period: '2024',
    cells: [cell('30'), cell('10', 'F'), cell('20', 'M')],
    ...more,
  });

  /** Submits reports in one call. */
  readonly submit = (reports: unknown, idempotencyKey?: string) =>
    submitIndicatorReports(this.fixture.writer, { reports, ...(idempotencyKey ? { idempotencyKey } : {}) });

  /** The results of submitted reports. */
  readonly results = async (...reports: object[]): Promise<SubmittedReport[]> => {
    const outcome = await this.submit(reports);
    if (!outcome.ok) throw new Error(JSON.stringify(outcome.issues));
    return outcome.value;
  };

  /** The issues of each report, or `submitted`. */
  readonly outcomesOf = async (...reports: object[]) =>
    (await this.results(...reports)).map(({ id, issues }) =>
      id === null ? issues.map(({ code, path }) => `${code} ${path.join('.')}`) : 'submitted',
    );

  /** The number of reports. */
  readonly count = async () => {
    const [row] = await this.database.orm.em
      .fork()
      .execute('select count(*) as "count" from "indicator_report" where "indicator_version_id" = ?', [
        uuidOf(this.versionId),
      ]);
    return Number(row?.count);
  };

  /** Opens a database for the tests of a `describe`, and creates new records before each test. */
  prepare(engine: EngineName): void {
    beforeAll(async () => {
      this.database = await openTestDatabase(engine);
      this.fixture = new MeasurementFixture(this.database);
    });

    beforeEach(async () => {
      this.ecosystemId = await this.fixture.ecosystem();
      ({ indicatorId: this.indicatorId, versionId: this.versionId } = await this.fixture.adopted(this.ecosystemId));
    });

    afterAll(() => this.database.close());
  }
}
