import { anonymous, type Viewer } from '@collective-impact/sdk';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import { baselineDefinition, targetDefinition } from '../indicator/index.ts';
import type { EngineName } from '../shared/database/database.ts';
import { MeasurementFixture, uuidOf } from '../testing/measurement.fixture.ts';
import { openTestDatabase, type TestDatabase } from '../testing/open-test-database.ts';

/** An adopted indicator with a target before each test. */
export class TargetWorld {
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

  /** The target of 200 in 2030. */
  targetId = '';

  /** The fields of a baseline or target. */
  readonly figure = (more: object) => ({ indicatorVersionId: this.versionId, visibility: 'PUBLIC', ...more });

  /** Creates a baseline of 100 in 2020. */
  readonly baseline = (more: object = {}) =>
    this.make.create(baselineDefinition, this.figure({ period: '2020', value: '100', ...more }));

  /** Creates a target of 200 in 2030. */
  readonly target = (more: object = {}) =>
    this.make.create(targetDefinition, this.figure({ period: '2030', value: '200', ...more }));

  /** Publishes a report of a year. */
  async released(period: string, ...cells: object[]): Promise<string> {
    await this.make.verified(this.versionId, { period, cells });
    return this.publish(period);
  }

  /** Publishes the verified reports of a year on its last day; of a later year, when it had not begun. */
  publish(period: string): Promise<string> {
    return this.make.release(this.versionId, {
      period,
      releasedOn: period > '2025' ? '2026-01-15' : `${period}-12-31`,
    });
  }

  /** The progress to the target. */
  async standing(options: { id?: string; on?: string; viewer?: Viewer } = {}) {
    const { id = this.targetId, on = '2026-06-30', viewer = anonymous } = options;
    const { record, aggregation } = this.make.read(viewer);
    const row = await record('target', uuidOf(id));
    if (!row) throw new Error('the target is public');
    return aggregation.targets.standing(row, { on, asOf: on });
  }

  /** Runs a statement. */
  run(statement: string, parameters: unknown[]) {
    return this.database.orm.em.fork().execute(statement, parameters);
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
      this.targetId = await this.target();
    });

    afterAll(() => this.database.close());
  }
}
