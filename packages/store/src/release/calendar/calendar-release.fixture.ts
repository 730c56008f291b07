import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import { reportingCalendarDefinition } from '../../reporting/index.ts';
import type { EngineName } from '../../shared/database/database.ts';
import { cell, MeasurementFixture, uuidOf } from '../../testing/measurement.fixture.ts';
import { openTestDatabase, type TestDatabase } from '../../testing/open-test-database.ts';
import { releaseOnTime } from './calendar-release-writer.ts';

/** A version that counts people. */
export const people = { countingUnit: 'PEOPLE' };

/** The errors of failed releases. */
export const failures: unknown[] = [];

/** The first day on which reports for 2024 are late, by the calendar of {@link calendar}. */
export const late = '2025-02-11';

/** An adopted indicator of people with six organizations before each test, and a clock that the test sets. */
export class CalendarReleaseWorld {
  /** The database of the tests. */
  database!: TestDatabase;

  /** Creates records. */
  fixture!: MeasurementFixture;

  /** The ecosystem of each test. */
  ecosystemId = '';

  /** The version of the indicator. */
  versionId = '';

  /** Its six organizations. */
  organizations!: string[];

  /** The time of the database. */
  now!: Date;

  /** Creates a reporting calendar. */
  readonly calendar = (more: object = {}) =>
    this.fixture.create(reportingCalendarDefinition, {
      indicatorVersionId: this.versionId,
      fromPeriod: '2024',
      dueAfter: 31,
      grace: 10,
      releasesTo: 'MEMBERS',
      ...more,
    });

  /** Releases what is due at noon of a day, or at a time, and returns one outcome for each period of the version. */
  async run(at = late, signal?: AbortSignal) {
    this.now = new Date(at.includes('T') ? at : `${at}T12:00:00Z`);
    const outcomes = await releaseOnTime(this.database, { signal, onFailure: (_due, error) => failures.push(error) });
    const ofVersion = outcomes.filter(({ due }) => due.indicatorVersionId === uuidOf(this.versionId));
    return ofVersion.map(({ due, releaseId, issues }) =>
      [due.period, releaseId ? 'released' : 'nothing', ...issues.map(({ code }) => code)].join(' '),
    );
  }

  /** The releases of the version. */
  async releases() {
    const { rows } = await sql<Record<string, unknown>>`
    select "id", "period", "released_by" as "releasedBy", "visibility", "held_reports" as "heldReports", "replaced_at" is null as "current"
    from "release" where "indicator_version_id" = ${uuidOf(this.versionId)}::uuid order by "released_at", "id"`.execute(
      this.database.kysely(),
    );
    return rows;
  }

  /** What calendars released or rejected. */
  readonly calendarReleases = (page: object = {}, filter: object = {}) =>
    this.fixture.read().release.calendarReleases.ofEcosystem(uuidOf(this.ecosystemId), { page, filter });

  /** Creates a verified report of one of the organizations. */
  readonly reportOf = (at: number, more: object = {}) =>
    this.fixture.verified(this.versionId, { organizationId: this.organizations[at], cells: [cell('4')], ...more });

  /** Creates an organization in the ecosystem of the test, with a verified report. */
  async addReportOfNewOrganization(): Promise<void> {
    const organizationId = await this.fixture.organization(this.ecosystemId, { name: 'G' });
    await this.fixture.verified(this.versionId, { organizationId, cells: [cell('40')] });
  }

  /** Opens a database for the tests of a `describe`, and creates new records before each test. */
  prepare(engine: EngineName): void {
    beforeAll(async () => {
      this.database = await openTestDatabase(engine, { now: () => this.now });
      this.fixture = new MeasurementFixture(this.database);
    });

    beforeEach(async () => {
      this.now = new Date(`${late}T12:00:00Z`);
      failures.length = 0;
      this.ecosystemId = await this.fixture.ecosystem();
      ({ versionId: this.versionId } = await this.fixture.adopted(this.ecosystemId, people));
      this.organizations = await Promise.all(
        ['A', 'B', 'C', 'D', 'E', 'F'].map((name) => this.fixture.organization(this.ecosystemId, { name })),
      );
    });

    afterAll(() => this.database.close());
  }
}
