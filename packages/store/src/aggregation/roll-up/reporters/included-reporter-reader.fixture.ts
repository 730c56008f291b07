import { anonymous, type Viewer } from '@collective-impact/sdk';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import { adoptionDefinition } from '../../../indicator/index.ts';
import type { EngineName } from '../../../shared/database/database.ts';
import { cell, MeasurementFixture, uuidOf } from '../../../testing/measurement.fixture.ts';
import { openTestDatabase, type TestDatabase } from '../../../testing/open-test-database.ts';
import type { RollUpArguments } from '../roll-up-arguments.ts';
import { noReporters, type ReporterCounts } from './included-reporter-reader.ts';

/** A place of a figure. */
export const place = (code: string) => ({ scheme: 'place', code, label: code });

/** Counts of a figure of one period, in which each organization counts once. */
export const ofOnePeriod = (counts: Partial<ReporterCounts>): ReporterCounts => ({
  ...noReporters,
  reporterPeriods: counts.reporters ?? 0,
  expectedReporterPeriods: counts.expected ?? 0,
  ...counts,
});

export const notApplicable = { status: 'NOT_APPLICABLE' };

/** An adopted indicator with two organizations before each test. */
export class ReporterWorld {
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

  /** The figures of a roll-up over organizations, as the readers of one request return them. */
  async figuresOf(args: Partial<RollUpArguments> = {}, viewer: Viewer = anonymous) {
    const { record, aggregation } = this.make.read(viewer);
    const indicator = await record('indicator', uuidOf(this.indicatorId));
    if (!indicator) throw new Error('the indicator is public');
    const figures = await aggregation.rollUps.ofIndicator(indicator, { over: ['ORGANIZATIONS'], by: [], ...args });
    return { figures, reporters: aggregation.reporters };
  }

  /** For each figure: its categories, the number of figures included, and the number of organizations. */
  async counted(args: Partial<RollUpArguments> = {}, viewer: Viewer = anonymous): Promise<string[]> {
    const { figures, reporters } = await this.figuresOf(args, viewer);
    return Promise.all(
      figures.map(async ({ categories, coverage }) => {
        const { reporters: expected, otherReporters } = await reporters.count(coverage);
        const codes = categories.map(({ code }) => code);
        return [...codes, `${coverage.figuresIncluded} figures of ${expected + otherReporters}`].join(' ');
      }),
    );
  }

  /** A verified report with a total and figures of categories: `{ all: '5', F: '2' }`. */
  async report(organizationId: string | undefined, figures: Record<string, string>, more: object = {}) {
    const cells = Object.entries(figures).map(([code, value]) => (code === 'all' ? cell(value) : cell(value, code)));
    await this.make.verified(this.versionId, { ...(organizationId && { organizationId }), cells, ...more });
  }

  /** An organization. */
  museum = '';

  /** Another organization. */
  school = '';

  readonly answered = (organizationId: string, cells: object[], more: object = {}) =>
    this.make.verified(this.versionId, { organizationId, cells, ...more });

  async agrees(...organizations: string[]): Promise<void> {
    for (const organizationId of organizations) {
      const agreement = { indicatorVersionId: this.versionId, organizationId, startsOn: '2020-01-01' };
      await this.make.create(adoptionDefinition, { ...agreement, visibility: 'PUBLIC' });
    }
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
      this.museum = await this.make.organization(this.ecosystemId, { name: 'Museum' });
      this.school = await this.make.organization(this.ecosystemId, { name: 'School' });
    });

    afterAll(() => this.database.close());
  }
}
