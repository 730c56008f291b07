import { anonymous, encodeTypeId } from '@collective-impact/sdk';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { baselineDefinition } from '../indicator/index.ts';
import {
  correctIndicatorReport,
  reportingCalendarDefinition,
  submitIndicatorReport,
  verifyIndicatorReport,
} from '../reporting/index.ts';
import { engines } from '../testing/engines.ts';
import { cell, issuesOf, MeasurementFixture, uuidOf } from '../testing/measurement.fixture.ts';
import { openTestDatabase, type TestDatabase } from '../testing/open-test-database.ts';
import { releaseDue, releaseOnTime } from './calendar-release-writer.ts';

let database: TestDatabase;
let make: MeasurementFixture;
let ecosystemId: string;
let versionId: string;
let organizations: string[];
let now: Date;

const people = { countingUnit: 'PEOPLE' };
const failures: unknown[] = [];
/** The first day on which 2024 is late by {@link calendar}. */
const late = '2025-02-11';

const calendar = (more: object = {}) =>
  make.create(reportingCalendarDefinition, {
    indicatorVersionId: versionId,
    fromPeriod: '2024',
    dueAfter: 31,
    grace: 10,
    releasesTo: 'MEMBERS',
    ...more,
  });

/** The outcomes of a run at noon of a day, or at a moment, by period. */
async function run(at = late, signal?: AbortSignal) {
  now = new Date(at.includes('T') ? at : `${at}T12:00:00Z`);
  const outcomes = await releaseOnTime(database, { signal, onFailure: (_due, error) => failures.push(error) });
  const own = outcomes.filter(({ due }) => due.indicatorVersionId === uuidOf(versionId));
  return own.map(({ due, releaseId, issues }) =>
    [due.period, releaseId ? 'released' : 'nothing', ...issues.map(({ code }) => code)].join(' '),
  );
}

async function releases() {
  const { rows } = await sql<Record<string, unknown>>`
    select "id", "period", "released_by" as "releasedBy", "visibility", "waiting", "replaced_at" is null as "current"
    from "release" where "indicator_version_id" = ${uuidOf(versionId)}::uuid order by "released_at", "id"`.execute(
    database.kysely(),
  );
  return rows;
}

const kept = (page: object = {}, filter: object = {}) =>
  make.read().release.calendarReleases.ofEcosystem(uuidOf(ecosystemId), { page, filter });

const reportOf = (at: number, more: object = {}) =>
  make.verified(versionId, { organizationId: organizations[at], cells: [cell('4')], ...more });

/** A verified report by a new organization of the ecosystem at hand. */
async function reportOfNew(): Promise<void> {
  const organizationId = await make.organization(ecosystemId, { name: 'G' });
  await make.verified(versionId, { organizationId, cells: [cell('40')] });
}

describe.each(engines)('what calendars release on %s', (engine) => {
  beforeAll(async () => {
    database = await openTestDatabase(engine, { now: () => now });
    make = new MeasurementFixture(database);
  });

  beforeEach(async () => {
    now = new Date(`${late}T12:00:00Z`);
    failures.length = 0;
    ecosystemId = await make.ecosystem();
    ({ versionId } = await make.adopted(ecosystemId, people));
    organizations = await Promise.all(
      ['A', 'B', 'C', 'D', 'E', 'F'].map((name) => make.organization(ecosystemId, { name })),
    );
  });

  afterAll(() => database.close());

  it('is what is verified, once the grace is over, once, and for whom the calendar names', async () => {
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
    expect((await kept()).rows).toEqual([
      expect.objectContaining({ period: '2024', releaseId: (await releases())[0]?.id, issues: [] }),
    ]);
    expect(failures).toEqual([]);
  });

  // 2024 is late from 2025-02-11 on, which begins at these moments.
  it.each([
    ['Pacific/Kiritimati', '2025-02-10T10:00:00.000Z'],
    ['Asia/Tokyo', '2025-02-10T15:00:00.000Z'],
    ['UTC', '2025-02-11T00:00:00.000Z'],
    ['America/Chicago', '2025-02-11T06:00:00.000Z'],
    ['Pacific/Pago_Pago', '2025-02-11T11:00:00.000Z'],
  ])('is due once the day begins in the time zone %s of the ecosystem', async (timeZone, midnight) => {
    ecosystemId = await make.ecosystem({ timeZone });
    ({ versionId } = await make.adopted(ecosystemId, people));
    await calendar();
    await reportOfNew();
    const justBefore = new Date(Date.parse(midnight) - 1).toISOString();
    expect(await run(justBefore)).toEqual([]);
    expect(await releaseDue(make.writer, { ecosystemId })).toEqual({ ok: true, value: [] });
    expect(await run(midnight)).toEqual(['2024 released']);
  });

  it("is in the audit as the calendar's", async () => {
    await calendar();
    await reportOf(0, { cells: [cell('40')] });
    await run();
    const [made] = await releases();
    const { rows } =
      await sql`select "actor", "operation" from "audit_entry" where "record_id" = ${made?.id}::uuid`.execute(
        database.kysely(),
      );
    expect(rows).toEqual([{ actor: 'calendar', operation: 'INSERT' }]);
  });

  it('is nothing where no calendar releases, or another one holds for the period', async () => {
    await calendar({ releasesTo: null });
    await calendar({ fromPeriod: '2025' });
    await calendar({ fromPeriod: '2026', releasesTo: undefined });
    for (const period of ['2023', '2024', '2025', '2026']) await reportOf(0, { period, cells: [cell('40')] });
    expect(await run('2030-01-01')).toEqual(['2025 released']);
  });

  it('is nothing of what stewards released already, and seen by whoever saw theirs', async () => {
    await calendar();
    for (const at of [0, 1, 2]) await reportOf(at, { cells: [cell('40')] });
    await make.release(versionId);
    expect(await run()).toEqual(['2024 nothing']);
    expect(await run()).toEqual([]);
    expect(await releases()).toHaveLength(1);
    await reportOf(3, { cells: [cell('50')] });
    expect(await run()).toEqual(['2024 released']);
    expect((await releases()).map(({ releasedBy, visibility }) => [releasedBy, visibility])).toEqual([
      ['operator', 'PUBLIC'],
      ['calendar', 'PUBLIC'],
    ]);
  });

  it('waits for company where it came late, and then comes together', async () => {
    await calendar();
    for (const at of [0, 1, 2]) await reportOf(at);
    expect(await run()).toEqual(['2024 released']);
    const lateReport = await reportOf(3);
    expect(await run()).toEqual(['2024 nothing SMALL_GROUP']);
    expect(await run('2025-03-01')).toEqual([]);
    const [refusal] = (await kept({}, { refused: true })).rows;
    expect(refusal?.issues[0]?.message).toContain('would be disclosed by differencing');
    const [first] = await releases();
    expect(refusal?.releaseId).toBe(first?.id);
    const waiting = await make.read().release.waitingReports.ofRelease(String(first?.id), {});
    expect(waiting.rows.map(({ id }) => id)).toEqual([uuidOf(lateReport)]);
    await reportOf(4);
    expect(await run()).toEqual(['2024 nothing SMALL_GROUP']);
    await reportOf(5);
    expect(await run()).toEqual(['2024 released']);
    expect((await kept({}, { refused: true })).rows).toEqual([]);
    expect(await releases()).toHaveLength(2);
  });

  it('is refused where nothing is verified, and tried again once something is', async () => {
    await calendar();
    const id = await make.report(versionId, { organizationId: organizations[0], cells: [cell('40')] });
    expect(await run()).toEqual(['2024 nothing NOT_FOUND']);
    expect(await run()).toEqual([]);
    await make.step(submitIndicatorReport, id);
    expect(await run()).toEqual([]);
    await make.step(verifyIndicatorReport, id);
    expect(await run()).toEqual(['2024 released']);
  });

  it('is not made anew while a report is being corrected', async () => {
    await calendar();
    const [first] = await Promise.all([0, 1, 2].map((at) => reportOf(at, { cells: [cell('40')] })));
    await run();
    const correction = {
      id: first ?? '',
      expectedVersion: await make.versionOf(first ?? ''),
      reason: 'Counted twice',
      cells: [cell('39')],
    };
    expect(issuesOf(await make.writer.transition(correctIndicatorReport, correction))).toEqual([]);
    expect(await run()).toEqual(['2024 nothing']);
    expect(await releases()).toHaveLength(1);
    await make.step(verifyIndicatorReport, first ?? '');
    const [current] = await releases();
    const waiting = await make.read().release.waitingReports.ofRelease(String(current?.id), {});
    expect(waiting.rows.map(({ id }) => id)).toEqual([uuidOf(first ?? '')]);
    expect(await run()).toEqual(['2024 released']);
    const [, replaced] = await releases();
    expect((await make.read().release.waitingReports.ofRelease(String(replaced?.id), {})).rows).toEqual([]);
  });

  it('is made once, though several begin at the same moment', async () => {
    await calendar();
    for (const at of [0, 1, 2]) await reportOf(at, { cells: [cell('40')] });
    const done = await Promise.all([run(), run(), run()]);
    expect(done.flat().sort()).toEqual(['2024 released']);
    expect(await releases()).toHaveLength(1);
    expect(failures).toEqual([]);
  });

  it('is due still where one fails, which does not stop the others', async () => {
    await calendar();
    await reportOf(0, { cells: [cell('40')] });
    await reportOf(0, { period: '2025', cells: [cell('40')] });
    const broken = sql`alter table "release" add constraint "broken_for_a_test" check ("period" <> '2024') not valid`;
    await broken.execute(database.kysely());
    expect(await run('2026-12-31')).toEqual(['2025 released']);
    await sql`alter table "release" drop constraint "broken_for_a_test"`.execute(database.kysely());
    expect(failures).toHaveLength(1);
    expect(await run('2026-12-31')).toEqual(['2024 released']);
  });

  it('stops between two of them when it is told to', async () => {
    await calendar();
    await reportOf(0, { cells: [cell('40')] });
    expect(await run(late, AbortSignal.abort())).toEqual([]);
    expect(await run()).toEqual(['2024 released']);
  });

  it("can be released by hand, in one ecosystem, and is the steward's then", async () => {
    await calendar();
    await reportOf(0, { cells: [cell('40')] });
    const other = await make.ecosystem();
    const command = (id: string) => ({ ecosystemId: id, idempotencyKey: `due-${id}` });
    expect(await releaseDue(make.writer, command(other))).toEqual({ ok: true, value: [] });
    const done = await releaseDue(make.writer, command(ecosystemId));
    const [entry] = (await kept()).rows;
    expect(done).toEqual({ ok: true, value: [{ id: entry?.id }] });
    expect(await releaseDue(make.writer, command(ecosystemId))).toEqual(done);
    expect((await releases()).map(({ releasedBy }) => releasedBy)).toEqual(['operator']);
    expect(await run()).toEqual([]);
    const missing = encodeTypeId('ecosystem', uuidOf(versionId));
    expect(issuesOf(await releaseDue(make.writer, { ecosystemId: missing }))).toEqual(['NOT_FOUND ecosystemId']);
    expect(issuesOf(await releaseDue(make.writer, { ecosystemId: versionId }))).toEqual(['INVALID ecosystemId']);
  });

  it('is not told of to others', async () => {
    await calendar({ visibility: 'PUBLIC' });
    await make.report(versionId, { organizationId: organizations[0] });
    await run();
    const { calendarReleases } = make.read(anonymous).release;
    const list = await calendarReleases.ofEcosystem(uuidOf(ecosystemId), { page: {}, filter: {} });
    expect([list.rows, await list.totalCount()]).toEqual([[], 0]);
    expect(await calendarReleases.ofPeriod(uuidOf(versionId), '2024')).toBeNull();
    const [entry] = (await kept()).rows;
    expect(await calendarReleases.byId(entry?.id ?? '')).toBeNull();
    const read = make.read().release.calendarReleases;
    expect((await read.ofPeriod(uuidOf(versionId), '2024'))?.id).toBe(entry?.id);
  });

  it('waits where an open baseline is in the way, until a steward has closed it and released', async () => {
    await calendar();
    for (const at of [0, 1, 2]) await reportOf(at);
    const open = { indicatorVersionId: versionId, period: '2024', value: '30', visibility: 'PUBLIC' };
    const id = await make.create(baselineDefinition, open);
    expect(await run()).toEqual(['2024 nothing SMALL_GROUP']);
    const close = { id, expectedVersion: 1, visibility: 'RESTRICTED' };
    expect(issuesOf(await make.writer.update(baselineDefinition, close))).toEqual([]);
    expect(await run()).toEqual([]);
    await make.release(versionId);
    await reportOf(3, { cells: [cell('0')] });
    expect(await run()).toEqual(['2024 released']);
  });
});
