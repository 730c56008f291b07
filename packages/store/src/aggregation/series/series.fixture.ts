import { anonymous, type Viewer } from '@collective-impact/sdk';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import type { EngineName } from '../../shared/database/database.ts';
import { MeasurementFixture, uuidOf } from '../../testing/measurement.fixture.ts';
import { openTestDatabase, type TestDatabase } from '../../testing/open-test-database.ts';
import type { SeriesFilter } from './series-reader.ts';

/** An adopted indicator before each test, and its series. */
export class SeriesWorld {
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

  /** The points of the series. */
  async seriesOf(filter: Partial<SeriesFilter> = {}, viewer: Viewer = anonymous) {
    const { record, aggregation } = this.make.read(viewer);
    const { series } = aggregation;
    const indicator = await record('indicator', uuidOf(this.indicatorId));
    if (!indicator) throw new Error('the indicator is public');
    return series.ofIndicator(indicator, { span: {}, ...filter });
  }

  /** Each point as one line. */
  readonly told = (points: Awaited<ReturnType<typeof this.seriesOf>>) =>
    points.map(({ period, categories, value, status }) =>
      [period, ...categories.map(({ dimension, code }) => `${dimension.code}=${code}`), value ?? status].join(' '),
    );

  /** Publishes a report of a year. */
  async released(period: string, ...cells: object[]): Promise<void> {
    await this.make.verified(this.versionId, { period, cells });
    await this.make.release(this.versionId, { period });
  }

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
