import { anonymous, encodeTypeId } from '@collective-impact/sdk';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { baselineDefinition } from '../indicator/index.ts';
import {
  closeReportRequest,
  correctIndicatorReport,
  extendReportRequest,
  reportingCalendarDefinition,
  reportRequestDefinition,
  submitIndicatorReport,
  verifyIndicatorReport,
} from '../reporting/index.ts';
import { engines } from '../testing/engines.ts';
import { cell, issuesOf, MeasurementFixture, uuidOf } from '../testing/measurement.fixture.ts';
import { openTestDatabase, type TestDatabase } from '../testing/open-test-database.ts';
import { releaseDue, releaseOnTime } from './calendar-release-writer.ts';

let database: TestDatabase;
let fixture: MeasurementFixture;
let ecosystemId: string;
let versionId: string;
let organizations: string[];
let now: Date;

const people = { countingUnit: 'PEOPLE' };
const failures: unknown[] = [];
/** The first day on which reports for 2024 are late, by the calendar of {@link calendar}. */
const late = '2025-02-11';

const calendar = (more: object = {}) =>
  fixture.create(reportingCalendarDefinition, {
    indicatorVersionId: versionId,
    fromPeriod: '2024',
    dueAfter: 31,
    grace: 10,
    releasesTo: 'MEMBERS',
    ...more,
  });

/** Releases what is due at noon of a day, or at a time, and returns one outcome for each period of the version. */
async function run(at = late, signal?: AbortSignal) {
  now = new Date(at.includes('T') ? at : `${at}T12:00:00Z`);
  const outcomes = await releaseOnTime(database, { signal, onFailure: (_due, error) => failures.push(error) });
  const ofVersion = outcomes.filter(({ due }) => due.indicatorVersionId === uuidOf(versionId));
  return ofVersion.map(({ due, releaseId, issues }) =>
    [due.period, releaseId ? 'released' : 'nothing', ...issues.map(({ code }) => code)].join(' '),
  );
}

async function releases() {
  const { rows } = await sql<Record<string, unknown>>`
    select "id", "period", "released_by" as "releasedBy", "visibility", "held_reports" as "heldReports", "replaced_at" is null as "current"
    from "release" where "indicator_version_id" = ${uuidOf(versionId)}::uuid order by "released_at", "id"`.execute(
    database.kysely(),
  );
  return rows;
}

const calendarReleases = (page: object = {}, filter: object = {}) =>
  fixture.read().release.calendarReleases.ofEcosystem(uuidOf(ecosystemId), { page, filter });

const reportOf = (at: number, more: object = {}) =>
  fixture.verified(versionId, { organizationId: organizations[at], cells: [cell('4')], ...more });

/** Creates an organization in the ecosystem of the test, with a verified report. */
async function addReportOfNewOrganization(): Promise<void> {
  const organizationId = await fixture.organization(ecosystemId, { name: 'G' });
  await fixture.verified(versionId, { organizationId, cells: [cell('40')] });
}

describe.each(engines)('releases by calendars on %s', (engine) => {
  beforeAll(async () => {
    database = await openTestDatabase(engine, { now: () => now });
    fixture = new MeasurementFixture(database);
  });

  beforeEach(async () => {
    now = new Date(`${late}T12:00:00Z`);
    failures.length = 0;
    ecosystemId = await fixture.ecosystem();
    ({ versionId } = await fixture.adopted(ecosystemId, people));
    organizations = await Promise.all(
      ['A', 'B', 'C', 'D', 'E', 'F'].map((name) => fixture.organization(ecosystemId, { name })),
    );
  });

  afterAll(() => database.close());

  it("publishes verified reports once, after the grace period, with the calendar's visibility", async () => {
    await calendar();
    for (const at of [0, 1, 2]) await reportOf(at, { cells: [cell('40')] });
    await reportOf(0, { period: '2025' });
    await reportOf(0, { period: '2023' });
    expect(await run('2025-02-10')).toEqual([]);
    expect(await run()).toEqual(['2024 released']);
    expect(await run()).toEqual([]);
    expect(await run('2025-12-31')).toEqual([]);
    expect(await releases()).toEqual([
      expect.objectContaining({ period: '2024', releasedBy: 'calendar', visibility: 'MEMBERS', current: true }),
    ]);
    expect((await calendarReleases()).rows).toEqual([
      expect.objectContaining({ period: '2024', releaseId: (await releases())[0]?.id, issues: [] }),
    ]);
    expect(failures).toEqual([]);
  });

  // Reports for 2024 are late from 2025-02-11. That day begins at these times.
  it.each([
    ['Pacific/Kiritimati', '2025-02-10T10:00:00.000Z'],
    ['Asia/Tokyo', '2025-02-10T15:00:00.000Z'],
    ['UTC', '2025-02-11T00:00:00.000Z'],
    ['America/Chicago', '2025-02-11T06:00:00.000Z'],
    ['Pacific/Pago_Pago', '2025-02-11T11:00:00.000Z'],
  ])("publishes when the day begins in the ecosystem's time zone %s", async (timeZone, midnight) => {
    ecosystemId = await fixture.ecosystem({ timeZone });
    ({ versionId } = await fixture.adopted(ecosystemId, people));
    await calendar();
    await addReportOfNewOrganization();
    const justBefore = new Date(Date.parse(midnight) - 1).toISOString();
    expect(await run(justBefore)).toEqual([]);
    expect(await releaseDue(fixture.writer, { ecosystemId })).toEqual({ ok: true, value: [] });
    expect(await run(midnight)).toEqual(['2024 released']);
  });

  it('waits until the due day of a request for the reports, unless it is closed or in preparation', async () => {
    await calendar();
    const request = (period: string, visibility: string) =>
      fixture.create(reportRequestDefinition, {
        ecosystemId,
        indicatorVersionIds: [versionId],
        period,
        opensOn: '2025-02-01',
        dueOn: '2025-03-01',
        visibility,
      });
    await request('2023', 'MEMBERS');
    const id = await request('2024', 'RESTRICTED');
    await addReportOfNewOrganization();
    const publish = { id, expectedVersion: 1, visibility: 'MEMBERS' };
    expect(issuesOf(await fixture.writer.update(reportRequestDefinition, publish))).toEqual([]);
    expect(await run('2025-03-01')).toEqual([]);
    expect(await run('2025-03-02')).toEqual(['2024 released']);
    await addReportOfNewOrganization();
    const extension = { id, expectedVersion: 2, dueOn: '2025-04-01' };
    expect(issuesOf(await fixture.writer.transition(extendReportRequest, extension))).toEqual([]);
    expect(await run('2025-03-03')).toEqual([]);
    await fixture.transition(closeReportRequest, id);
    expect(await run('2025-03-03')).toEqual(['2024 released']);
    await addReportOfNewOrganization();
    const prepare = { id, expectedVersion: 4, visibility: 'RESTRICTED' };
    expect(issuesOf(await fixture.writer.update(reportRequestDefinition, prepare))).toEqual([]);
    await fixture.writer.transition(extendReportRequest, { id, expectedVersion: 5, dueOn: '2025-05-01' });
    expect(await run('2025-03-04')).toEqual(['2024 released']);
  });

  it('names the calendar as the actor in the audit log', async () => {
    await calendar();
    await reportOf(0, { cells: [cell('40')] });
    await run();
    const [first] = await releases();
    const { rows } =
      await sql`select "actor", "operation" from "audit_entry" where "record_id" = ${first?.id}::uuid`.execute(
        database.kysely(),
      );
    expect(rows).toEqual([{ actor: 'calendar', operation: 'INSERT' }]);
  });

  it('publishes no period to which no publishing calendar applies', async () => {
    await calendar({ releasesTo: null });
    await calendar({ fromPeriod: '2025' });
    await calendar({ fromPeriod: '2026', releasesTo: undefined });
    for (const period of ['2023', '2024', '2025', '2026']) await reportOf(0, { period, cells: [cell('40')] });
    expect(await run('2030-01-01')).toEqual(['2025 released']);
  });

  it("does not repeat a steward's release, and replaces the release with the same visibility", async () => {
    await calendar();
    for (const at of [0, 1, 2]) await reportOf(at, { cells: [cell('40')] });
    await fixture.release(versionId);
    expect(await run()).toEqual(['2024 nothing']);
    expect(await run()).toEqual([]);
    expect(await releases()).toHaveLength(1);
    await reportOf(3, { cells: [cell('50')] });
    expect(await run()).toEqual(['2024 released']);
    expect((await releases()).map(({ releasedBy, visibility }) => [releasedBy, visibility])).toEqual([
      ['local', 'PUBLIC'],
      ['calendar', 'PUBLIC'],
    ]);
  });

  it('holds late reports until three organizations report, then publishes them together', async () => {
    await calendar();
    for (const at of [0, 1, 2]) await reportOf(at);
    expect(await run()).toEqual(['2024 released']);
    const lateReport = await reportOf(3);
    expect(await run()).toEqual(['2024 nothing SMALL_GROUP']);
    expect(await run('2025-03-01')).toEqual([]);
    const [refusal] = (await calendarReleases({}, { rejected: true })).rows;
    expect(refusal?.issues[0]?.message).toContain('would be disclosed by differencing');
    const [first] = await releases();
    expect(refusal?.releaseId).toBe(first?.id);
    const waiting = await fixture.read().release.waitingReports.ofRelease(String(first?.id), {});
    expect(waiting.rows.map(({ id }) => id)).toEqual([uuidOf(lateReport)]);
    await reportOf(4);
    expect(await run()).toEqual(['2024 nothing SMALL_GROUP']);
    await reportOf(5);
    expect(await run()).toEqual(['2024 released']);
    expect((await calendarReleases({}, { rejected: true })).rows).toEqual([]);
    expect(await releases()).toHaveLength(2);
  });

  it('records a rejection if no report is verified, and tries again once one is', async () => {
    await calendar();
    const id = await fixture.report(versionId, { organizationId: organizations[0], cells: [cell('40')] });
    expect(await run()).toEqual(['2024 nothing NOT_FOUND']);
    expect(await run()).toEqual([]);
    await fixture.transition(submitIndicatorReport, id);
    expect(await run()).toEqual([]);
    await fixture.transition(verifyIndicatorReport, id);
    expect(await run()).toEqual(['2024 released']);
  });

  it('does not publish again until a corrected report is verified', async () => {
    await calendar();
    const [first] = await Promise.all([0, 1, 2].map((at) => reportOf(at, { cells: [cell('40')] })));
    await run();
    const correction = {
      id: first ?? '',
      expectedVersion: await fixture.versionOf(first ?? ''),
      reason: 'Counted twice',
      cells: [cell('39')],
    };
    expect(issuesOf(await fixture.writer.transition(correctIndicatorReport, correction))).toEqual([]);
    expect(await run()).toEqual(['2024 nothing']);
    expect(await releases()).toHaveLength(1);
    await fixture.transition(verifyIndicatorReport, first ?? '');
    const [current] = await releases();
    const waiting = await fixture.read().release.waitingReports.ofRelease(String(current?.id), {});
    expect(waiting.rows.map(({ id }) => id)).toEqual([uuidOf(first ?? '')]);
    expect(await run()).toEqual(['2024 released']);
    const [, replaced] = await releases();
    expect((await fixture.read().release.waitingReports.ofRelease(String(replaced?.id), {})).rows).toEqual([]);
  });

  it('publishes once if several runs start concurrently', async () => {
    await calendar();
    for (const at of [0, 1, 2]) await reportOf(at, { cells: [cell('40')] });
    const outcomes = await Promise.all([run(), run(), run()]);
    expect(outcomes.flat().sort()).toEqual(['2024 released']);
    expect(await releases()).toHaveLength(1);
    expect(failures).toEqual([]);
  });

  it('continues with other releases if one fails, and retries it in the next run', async () => {
    await calendar();
    await reportOf(0, { cells: [cell('40')] });
    await reportOf(0, { period: '2025', cells: [cell('40')] });
    const broken = sql`alter table public."release" add constraint "broken_for_a_test" check ("period" <> '2024') not valid`;
    await broken.execute(database.kysely());
    expect(await run('2026-12-31')).toEqual(['2025 released']);
    await sql`alter table public."release" drop constraint "broken_for_a_test"`.execute(database.kysely());
    expect(failures).toHaveLength(1);
    expect(await run('2026-12-31')).toEqual(['2024 released']);
  });

  it('stops before the next release when it is aborted', async () => {
    await calendar();
    await reportOf(0, { cells: [cell('40')] });
    expect(await run(late, AbortSignal.abort())).toEqual([]);
    expect(await run()).toEqual(['2024 released']);
  });

  it('publishes the due releases of one ecosystem for a steward', async () => {
    await calendar();
    await reportOf(0, { cells: [cell('40')] });
    const other = await fixture.ecosystem();
    const command = (id: string) => ({ ecosystemId: id, idempotencyKey: `due-${id}` });
    expect(await releaseDue(fixture.writer, command(other))).toEqual({ ok: true, value: [] });
    const outcomes = await releaseDue(fixture.writer, command(ecosystemId));
    const [entry] = (await calendarReleases()).rows;
    expect(outcomes).toEqual({ ok: true, value: [{ id: entry?.id }] });
    expect(await releaseDue(fixture.writer, command(ecosystemId))).toEqual(outcomes);
    expect((await releases()).map(({ releasedBy }) => releasedBy)).toEqual(['local']);
    expect(await run()).toEqual([]);
    const missing = encodeTypeId('ecosystem', uuidOf(versionId));
    expect(issuesOf(await releaseDue(fixture.writer, { ecosystemId: missing }))).toEqual(['NOT_FOUND ecosystemId']);
    expect(issuesOf(await releaseDue(fixture.writer, { ecosystemId: versionId }))).toEqual(['INVALID ecosystemId']);
  });

  it('hides calendar releases from anonymous viewers', async () => {
    await calendar({ visibility: 'PUBLIC' });
    await fixture.report(versionId, { organizationId: organizations[0] });
    await run();
    const { calendarReleases: hidden } = fixture.read(anonymous).release;
    const list = await hidden.ofEcosystem(uuidOf(ecosystemId), { page: {}, filter: {} });
    expect([list.rows, await list.totalCount()]).toEqual([[], 0]);
    expect(await hidden.ofPeriod(uuidOf(versionId), '2024')).toBeNull();
    const [entry] = (await calendarReleases()).rows;
    expect(await hidden.byId(entry?.id ?? '')).toBeNull();
    const read = fixture.read().release.calendarReleases;
    expect((await read.ofPeriod(uuidOf(versionId), '2024'))?.id).toBe(entry?.id);
  });

  it('does not publish beside a visible baseline until a steward restricts it and publishes', async () => {
    await calendar();
    for (const at of [0, 1, 2]) await reportOf(at);
    const open = { indicatorVersionId: versionId, period: '2024', value: '30', visibility: 'PUBLIC' };
    const id = await fixture.create(baselineDefinition, open);
    expect(await run()).toEqual(['2024 nothing SMALL_GROUP']);
    const close = { id, expectedVersion: 1, visibility: 'RESTRICTED' };
    expect(issuesOf(await fixture.writer.update(baselineDefinition, close))).toEqual([]);
    expect(await run()).toEqual([]);
    await fixture.release(versionId);
    await reportOf(3, { cells: [cell('0')] });
    expect(await run()).toEqual(['2024 released']);
  });
});
