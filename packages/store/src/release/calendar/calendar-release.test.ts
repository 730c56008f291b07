import { anonymous, encodeTypeId } from '@collective-impact/sdk';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { baselineDefinition } from '../../indicator/index.ts';
import {
  closeReportRequest,
  correctIndicatorReport,
  extendReportRequest,
  reportRequestDefinition,
  submitIndicatorReport,
  verifyIndicatorReport,
} from '../../reporting/index.ts';
import { engines } from '../../testing/engines.ts';
import { cell, issuesOf, uuidOf } from '../../testing/measurement.fixture.ts';
import { CalendarReleaseWorld, failures, late, people } from './calendar-release.fixture.ts';
import { releaseDue } from './calendar-release-writer.ts';

const world = new CalendarReleaseWorld();

describe.each(engines)('releases by calendars on %s', (engine) => {
  world.prepare(engine);

  it("publishes verified reports once, after the grace period, with the calendar's visibility", async () => {
    await world.calendar();
    for (const at of [0, 1, 2]) await world.reportOf(at, { cells: [cell('40')] });
    await world.reportOf(0, { period: '2025' });
    await world.reportOf(0, { period: '2023' });
    expect(await world.run('2025-02-10')).toEqual([]);
    expect(await world.run()).toEqual(['2024 released']);
    expect(await world.run()).toEqual([]);
    expect(await world.run('2025-12-31')).toEqual([]);
    expect(await world.releases()).toEqual([
      expect.objectContaining({ period: '2024', releasedBy: 'calendar', visibility: 'MEMBERS', current: true }),
    ]);
    expect((await world.calendarReleases()).rows).toEqual([
      expect.objectContaining({ period: '2024', releaseId: (await world.releases())[0]?.id, issues: [] }),
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
    world.ecosystemId = await world.fixture.ecosystem({ timeZone });
    ({ versionId: world.versionId } = await world.fixture.adopted(world.ecosystemId, people));
    await world.calendar();
    await world.addReportOfNewOrganization();
    const justBefore = new Date(Date.parse(midnight) - 1).toISOString();
    expect(await world.run(justBefore)).toEqual([]);
    expect(await releaseDue(world.fixture.writer, { ecosystemId: world.ecosystemId })).toEqual({ ok: true, value: [] });
    expect(await world.run(midnight)).toEqual(['2024 released']);
  });

  it('waits until the due day of a request for the reports, unless it is closed or in preparation', async () => {
    await world.calendar();
    const request = (period: string, visibility: string) =>
      world.fixture.create(reportRequestDefinition, {
        ecosystemId: world.ecosystemId,
        indicatorVersionIds: [world.versionId],
        period,
        opensOn: '2025-02-01',
        dueOn: '2025-03-01',
        visibility,
      });
    await request('2023', 'MEMBERS');
    const id = await request('2024', 'RESTRICTED');
    await world.addReportOfNewOrganization();
    const publish = { id, expectedVersion: 1, visibility: 'MEMBERS' };
    expect(issuesOf(await world.fixture.writer.update(reportRequestDefinition, publish))).toEqual([]);
    expect(await world.run('2025-03-01')).toEqual([]);
    expect(await world.run('2025-03-02')).toEqual(['2024 released']);
    await world.addReportOfNewOrganization();
    const extension = { id, expectedVersion: 2, dueOn: '2025-04-01' };
    expect(issuesOf(await world.fixture.writer.transition(extendReportRequest, extension))).toEqual([]);
    expect(await world.run('2025-03-03')).toEqual([]);
    await world.fixture.transition(closeReportRequest, id);
    expect(await world.run('2025-03-03')).toEqual(['2024 released']);
    await world.addReportOfNewOrganization();
    const prepare = { id, expectedVersion: 4, visibility: 'RESTRICTED' };
    expect(issuesOf(await world.fixture.writer.update(reportRequestDefinition, prepare))).toEqual([]);
    await world.fixture.writer.transition(extendReportRequest, { id, expectedVersion: 5, dueOn: '2025-05-01' });
    expect(await world.run('2025-03-04')).toEqual(['2024 released']);
  });

  it('names the calendar as the actor in the audit log', async () => {
    await world.calendar();
    await world.reportOf(0, { cells: [cell('40')] });
    await world.run();
    const [first] = await world.releases();
    const { rows } =
      await sql`select "actor", "operation" from "audit_entry" where "record_id" = ${first?.id}::uuid`.execute(
        world.database.kysely(),
      );
    expect(rows).toEqual([{ actor: 'calendar', operation: 'INSERT' }]);
  });

  it('publishes no period to which no publishing calendar applies', async () => {
    await world.calendar({ releasesTo: null });
    await world.calendar({ fromPeriod: '2025' });
    await world.calendar({ fromPeriod: '2026', releasesTo: undefined });
    for (const period of ['2023', '2024', '2025', '2026']) await world.reportOf(0, { period, cells: [cell('40')] });
    expect(await world.run('2030-01-01')).toEqual(['2025 released']);
  });

  it("does not repeat a steward's release, and replaces the release with the same visibility", async () => {
    await world.calendar();
    for (const at of [0, 1, 2]) await world.reportOf(at, { cells: [cell('40')] });
    await world.fixture.release(world.versionId);
    expect(await world.run()).toEqual(['2024 nothing']);
    expect(await world.run()).toEqual([]);
    expect(await world.releases()).toHaveLength(1);
    await world.reportOf(3, { cells: [cell('50')] });
    expect(await world.run()).toEqual(['2024 released']);
    expect((await world.releases()).map(({ releasedBy, visibility }) => [releasedBy, visibility])).toEqual([
      ['local', 'PUBLIC'],
      ['calendar', 'PUBLIC'],
    ]);
  });

  it('holds late reports until three organizations report, then publishes them together', async () => {
    await world.calendar();
    for (const at of [0, 1, 2]) await world.reportOf(at);
    expect(await world.run()).toEqual(['2024 released']);
    const lateReport = await world.reportOf(3);
    expect(await world.run()).toEqual(['2024 nothing SMALL_GROUP']);
    expect(await world.run('2025-03-01')).toEqual([]);
    const [refusal] = (await world.calendarReleases({}, { rejected: true })).rows;
    expect(refusal?.issues[0]?.message).toContain('would be disclosed by differencing');
    const [first] = await world.releases();
    expect(refusal?.releaseId).toBe(first?.id);
    const waiting = await world.fixture.read().release.waitingReports.ofRelease(String(first?.id), {});
    expect(waiting.rows.map(({ id }) => id)).toEqual([uuidOf(lateReport)]);
    await world.reportOf(4);
    expect(await world.run()).toEqual(['2024 nothing SMALL_GROUP']);
    await world.reportOf(5);
    expect(await world.run()).toEqual(['2024 released']);
    expect((await world.calendarReleases({}, { rejected: true })).rows).toEqual([]);
    expect(await world.releases()).toHaveLength(2);
  });

  it('records a rejection if no report is verified, and tries again once one is', async () => {
    await world.calendar();
    const id = await world.fixture.report(world.versionId, {
      organizationId: world.organizations[0],
      cells: [cell('40')],
    });
    expect(await world.run()).toEqual(['2024 nothing NOT_FOUND']);
    expect(await world.run()).toEqual([]);
    await world.fixture.transition(submitIndicatorReport, id);
    expect(await world.run()).toEqual([]);
    await world.fixture.transition(verifyIndicatorReport, id);
    expect(await world.run()).toEqual(['2024 released']);
  });

  it('does not publish again until a corrected report is verified', async () => {
    await world.calendar();
    const [first] = await Promise.all([0, 1, 2].map((at) => world.reportOf(at, { cells: [cell('40')] })));
    await world.run();
    const correction = {
      id: first ?? '',
      expectedVersion: await world.fixture.versionOf(first ?? ''),
      reason: 'Counted twice',
      cells: [cell('39')],
    };
    expect(issuesOf(await world.fixture.writer.transition(correctIndicatorReport, correction))).toEqual([]);
    expect(await world.run()).toEqual(['2024 nothing']);
    expect(await world.releases()).toHaveLength(1);
    await world.fixture.transition(verifyIndicatorReport, first ?? '');
    const [current] = await world.releases();
    const waiting = await world.fixture.read().release.waitingReports.ofRelease(String(current?.id), {});
    expect(waiting.rows.map(({ id }) => id)).toEqual([uuidOf(first ?? '')]);
    expect(await world.run()).toEqual(['2024 released']);
    const [, replaced] = await world.releases();
    expect((await world.fixture.read().release.waitingReports.ofRelease(String(replaced?.id), {})).rows).toEqual([]);
  });

  it('publishes once if several runs start concurrently', async () => {
    await world.calendar();
    for (const at of [0, 1, 2]) await world.reportOf(at, { cells: [cell('40')] });
    const outcomes = await Promise.all([world.run(), world.run(), world.run()]);
    expect(outcomes.flat().sort()).toEqual(['2024 released']);
    expect(await world.releases()).toHaveLength(1);
    expect(failures).toEqual([]);
  });

  it('continues with other releases if one fails, and retries it in the next run', async () => {
    await world.calendar();
    await world.reportOf(0, { cells: [cell('40')] });
    await world.reportOf(0, { period: '2025', cells: [cell('40')] });
    const broken = sql`alter table public."release" add constraint "broken_for_a_test" check ("period" <> '2024') not valid`;
    await broken.execute(world.database.kysely());
    expect(await world.run('2026-12-31')).toEqual(['2025 released']);
    await sql`alter table public."release" drop constraint "broken_for_a_test"`.execute(world.database.kysely());
    expect(failures).toHaveLength(1);
    expect(await world.run('2026-12-31')).toEqual(['2024 released']);
  });

  it('stops before the next release when it is aborted', async () => {
    await world.calendar();
    await world.reportOf(0, { cells: [cell('40')] });
    expect(await world.run(late, AbortSignal.abort())).toEqual([]);
    expect(await world.run()).toEqual(['2024 released']);
  });

  it('publishes the due releases of one ecosystem for a steward', async () => {
    await world.calendar();
    await world.reportOf(0, { cells: [cell('40')] });
    const other = await world.fixture.ecosystem();
    const command = (id: string) => ({ ecosystemId: id, idempotencyKey: `due-${id}` });
    expect(await releaseDue(world.fixture.writer, command(other))).toEqual({ ok: true, value: [] });
    const outcomes = await releaseDue(world.fixture.writer, command(world.ecosystemId));
    const [entry] = (await world.calendarReleases()).rows;
    expect(outcomes).toEqual({ ok: true, value: [{ id: entry?.id }] });
    expect(await releaseDue(world.fixture.writer, command(world.ecosystemId))).toEqual(outcomes);
    expect((await world.releases()).map(({ releasedBy }) => releasedBy)).toEqual(['local']);
    expect(await world.run()).toEqual([]);
    const missing = encodeTypeId('ecosystem', uuidOf(world.versionId));
    expect(issuesOf(await releaseDue(world.fixture.writer, { ecosystemId: missing }))).toEqual([
      'NOT_FOUND ecosystemId',
    ]);
    expect(issuesOf(await releaseDue(world.fixture.writer, { ecosystemId: world.versionId }))).toEqual([
      'INVALID ecosystemId',
    ]);
  });

  it('hides calendar releases from anonymous viewers', async () => {
    await world.calendar({ visibility: 'PUBLIC' });
    await world.fixture.report(world.versionId, { organizationId: world.organizations[0] });
    await world.run();
    const { calendarReleases: hidden } = world.fixture.read(anonymous).release;
    const list = await hidden.ofEcosystem(uuidOf(world.ecosystemId), { page: {}, filter: {} });
    expect([list.rows, await list.totalCount()]).toEqual([[], 0]);
    expect(await hidden.ofPeriod(uuidOf(world.versionId), '2024')).toBeNull();
    const [entry] = (await world.calendarReleases()).rows;
    expect(await hidden.byId(entry?.id ?? '')).toBeNull();
    const read = world.fixture.read().release.calendarReleases;
    expect((await read.ofPeriod(uuidOf(world.versionId), '2024'))?.id).toBe(entry?.id);
  });

  it('does not publish beside a visible baseline until a steward restricts it and publishes', async () => {
    await world.calendar();
    for (const at of [0, 1, 2]) await world.reportOf(at);
    const open = { indicatorVersionId: world.versionId, period: '2024', value: '30', visibility: 'PUBLIC' };
    const id = await world.fixture.create(baselineDefinition, open);
    expect(await world.run()).toEqual(['2024 nothing SMALL_GROUP']);
    const close = { id, expectedVersion: 1, visibility: 'RESTRICTED' };
    expect(issuesOf(await world.fixture.writer.update(baselineDefinition, close))).toEqual([]);
    expect(await world.run()).toEqual([]);
    await world.fixture.release(world.versionId);
    await world.reportOf(3, { cells: [cell('0')] });
    expect(await world.run()).toEqual(['2024 released']);
  });
});
