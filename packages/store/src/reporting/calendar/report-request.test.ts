import { anonymous, encodeTypeId, ForbiddenError, InputError, localProgram, type Viewer } from '@collective-impact/sdk';
import type { RequestedReportStatus } from '@collective-impact/sdk/reporting';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { restoreRecord, voidRecord } from '../../access/index.ts';
import { adoptionDefinition } from '../../indicator/index.ts';
import { newPrincipal, type TestPrincipal } from '../../testing/access.fixture.ts';
import { engines } from '../../testing/engines.ts';
import { cell, issuesOf, MeasurementFixture, uuidOf } from '../../testing/measurement.fixture.ts';
import { openTestDatabase, type TestDatabase } from '../../testing/open-test-database.ts';
import { indicatorReportDefinition, returnIndicatorReport, submitIndicatorReport } from '../report/report-writer.ts';
import { reportingCalendarDefinition } from './calendar-writer.ts';
import { closeReportRequest, extendReportRequest, reportRequestDefinition } from './report-request-writer.ts';

let database: TestDatabase;
let fixture: MeasurementFixture;
let contributor: TestPrincipal;
let now: Date;
let [ecosystemId, versionId, museum, library] = ['', '', '', ''];

describe.each(engines)('a request for reports on %s', (engine) => {
  beforeAll(async () => {
    database = await openTestDatabase(engine, { now: () => now });
    fixture = new MeasurementFixture(database);
  });

  beforeEach(async () => {
    now = new Date('2025-01-20T12:00:00Z');
    ecosystemId = await fixture.ecosystem({ timeZone: 'America/Chicago' });
    ({ versionId } = await fixture.adopted(ecosystemId));
    museum = await fixture.organization(ecosystemId, { name: 'Museum' });
    library = await fixture.organization(ecosystemId, { name: 'Library' });
    for (const organizationId of [museum, library]) await adoption(organizationId);
    contributor = await newPrincipal(database);
    await contributor.grant(ecosystemId, 'CONTRIBUTOR', [museum]);
  });

  afterAll(() => database.close());

  const adoption = (organizationId: string, indicatorVersionId = versionId) =>
    fixture.create(adoptionDefinition, { indicatorVersionId, organizationId, startsOn: '2024-01-01' });
  const values = (more: object = {}) => ({
    ecosystemId,
    indicatorVersionIds: [versionId],
    period: '2024',
    opensOn: '2025-01-10',
    dueOn: '2025-01-31',
    ...more,
  });
  const request = (more: object = {}) => fixture.create(reportRequestDefinition, values(more));
  const issuesOfRequest = async (more: object) =>
    issuesOf(await fixture.writer.create(reportRequestDefinition, values(more)));
  const change = async (transition: typeof closeReportRequest | typeof extendReportRequest, id: string, more = {}) => {
    const command = { id, expectedVersion: await fixture.versionOf(id), ...more };
    return issuesOf(await fixture.writer.transition(transition, command));
  };
  const stored = (id: string, viewer: Viewer = localProgram) =>
    fixture.read(viewer).record('report_request', uuidOf(id));
  /** The lists of organizations, by name, that a steward sees. */
  const reporting = async (id: string, on: string) => {
    const { reporting: read } = fixture.read();
    const row = await stored(id);
    const [only] = (row && (await read.requests.reporting(row, on))) ?? [];
    if (!only) return null;
    const names = async (name: 'expected' | 'reported' | 'outstanding' | 'late') =>
      (await read.calendars.organizations(only, { name, page: {} })).rows.map((each) => each.name);
    return {
      days: only.days,
      coverage: only.coverage,
      expected: await names('expected'),
      reported: await names('reported'),
      outstanding: await names('outstanding'),
      late: await names('late'),
    };
  };
  /** What a caller is asked for, as `Museum 2024 OUTSTANDING`. */
  const asked = async (viewer: Viewer, status: RequestedReportStatus | null = null) => {
    const read = fixture.read(viewer);
    const { rows } = await read.reporting.requested.ofViewer({}, { now, status });
    return await Promise.all(
      rows.map(async (row) => {
        const organization = await read.record('organization', row.organizationId);
        return `${organization?.name} ${row.request.period} ${row.status}`;
      }),
    );
  };

  it('is stored with the canonical period, and can be changed except for what it asks for', async () => {
    const id = await request({ period: '2024-01-01/2024-12-31' });
    expect(await stored(id)).toMatchObject({ period: '2024', closedOn: null, note: null, visibility: 'MEMBERS' });
    const update = async (more: object) => {
      const command = { id, expectedVersion: await fixture.versionOf(id), ...more };
      return issuesOf(await fixture.writer.update(reportRequestDefinition, command));
    };
    expect(await update({ note: 'New definition.', opensOn: '2025-01-05' })).toEqual([]);
    expect(await update({ dueOn: '2025-03-01', period: '2025' })).toEqual(['INVALID dueOn', 'INVALID period']);
    expect(await update({ opensOn: '2025-02-01' })).toEqual(['DATES_OUT_OF_ORDER dueOn']);
  });

  it('names each version that cannot be reported for the period, and each that is requested already', async () => {
    const yearly = (await fixture.adopted(ecosystemId)).versionId;
    const quarterly = (await fixture.adopted(ecosystemId, { frequency: 'QUARTER' })).versionId;
    const draft = await fixture.version(await fixture.indicator(ecosystemId));
    await request();
    expect(
      await issuesOfRequest({ indicatorVersionIds: [yearly, quarterly, draft, versionId], dueOn: '2025-01-01' }),
    ).toEqual([
      'INVALID indicatorVersionIds.1',
      'ILLEGAL_TRANSITION indicatorVersionIds.2',
      'DUPLICATE indicatorVersionIds.3',
      'DATES_OUT_OF_ORDER dueOn',
    ]);
    expect(await issuesOfRequest({ period: '2023' })).toEqual([]);
    const { versionId: elsewhere } = await fixture.adopted(await fixture.ecosystem());
    expect(await issuesOfRequest({ indicatorVersionIds: [elsewhere] })).toEqual([
      'OTHER_ECOSYSTEM indicatorVersionIds.0',
    ]);
  });

  it('lists who has reported from the reports themselves', async () => {
    const id = await request();
    const all = { expected: ['Library', 'Museum'], late: [] };
    expect(await reporting(id, '2025-01-31')).toMatchObject({
      ...all,
      days: { opensOn: '2025-01-10', remindOn: null, dueOn: '2025-01-31', lateFrom: '2025-02-01' },
      coverage: '0',
      reported: [],
      outstanding: ['Library', 'Museum'],
    });
    const report = await fixture.report(versionId, { organizationId: museum, period: '2024', cells: [cell('3')] });
    expect((await reporting(id, '2025-01-31'))?.reported).toEqual([]);
    await fixture.transition(submitIndicatorReport, report);
    expect(await reporting(id, '2025-02-01')).toMatchObject({
      coverage: '0.5',
      reported: ['Museum'],
      outstanding: ['Library'],
      late: ['Library'],
    });
    await fixture.transition(returnIndicatorReport, report);
    expect(await reporting(id, '2025-02-01')).toMatchObject({ coverage: '0', late: ['Library', 'Museum'] });
  });

  it('replaces the days of a calendar, unless it is in preparation', async () => {
    await fixture.create(reportingCalendarDefinition, {
      indicatorVersionId: versionId,
      fromPeriod: '2024',
      dueAfter: 10,
      grace: 5,
      reminder: 7,
    });
    const id = await request({ visibility: 'RESTRICTED' });
    expect((await reporting(id, '2025-01-31'))?.days).toMatchObject({ dueOn: '2025-01-10', lateFrom: '2025-01-16' });
    expect(await asked(await contributor.viewer())).toEqual([]);
    const publish = { id, expectedVersion: 1, visibility: 'MEMBERS' };
    expect(issuesOf(await fixture.writer.update(reportRequestDefinition, publish))).toEqual([]);
    expect((await reporting(id, '2025-01-31'))?.days).toEqual({
      opensOn: '2025-01-10',
      remindOn: '2025-01-24',
      dueOn: '2025-01-31',
      lateFrom: '2025-02-01',
    });
  });

  it('lists for a CONTRIBUTOR the reports that its organizations are asked for, in the time zone of the ecosystem', async () => {
    await request();
    const viewer = await contributor.viewer();
    now = new Date('2025-01-10T05:59:00Z');
    expect(await asked(viewer)).toEqual([]);
    now = new Date('2025-01-10T06:00:00Z');
    expect(await asked(viewer)).toEqual(['Museum 2024 OUTSTANDING']);
    now = new Date('2025-02-01T05:59:00Z');
    expect(await asked(viewer)).toEqual(['Museum 2024 OUTSTANDING']);
    now = new Date('2025-02-01T06:00:00Z');
    expect(await asked(viewer)).toEqual(['Museum 2024 LATE']);
    const writer = await contributor.writer();
    const draft = { indicatorVersionId: versionId, organizationId: museum, period: '2024', cells: [cell('3')] };
    const created = await writer.create(indicatorReportDefinition, draft);
    expect(issuesOf(created)).toEqual([]);
    expect(await asked(viewer, 'LATE')).toEqual(['Museum 2024 LATE']);
    const { rows } = await fixture.read(viewer).reporting.requested.ofViewer({}, { now, status: null });
    const [only] = rows;
    if (!only) throw new Error('No report is requested.');
    const reports = await fixture.read(viewer).reporting.requested.reports(only, {});
    expect(reports.rows).toMatchObject([{ id: created.ok && created.value, status: 'DRAFT' }]);
    const [report] = reports.rows;
    await fixture.transition(submitIndicatorReport, encodeTypeId('indicator_report', report?.id ?? ''));
    expect(await asked(viewer)).toEqual(['Museum 2024 REPORTED']);
    expect(await asked(viewer, 'LATE')).toEqual([]);
  });

  it('is empty for a caller that acts for no expected organization', async () => {
    await request();
    const club = await fixture.organization(ecosystemId, { name: 'Club' });
    const others = await newPrincipal(database);
    await others.grant(ecosystemId, 'CONTRIBUTOR', [club]);
    const steward = await newPrincipal(database);
    await steward.grant(ecosystemId, 'STEWARD');
    for (const viewer of [await others.viewer(), await steward.viewer(), anonymous, localProgram])
      expect(await asked(viewer)).toEqual([]);
  });

  it('is seen by members, and its progress by data stewards only', async () => {
    const id = await request();
    const viewer = await contributor.viewer();
    const seen = await stored(id, viewer);
    expect(seen?.period).toBe('2024');
    expect(seen && (await fixture.read(viewer).reporting.requests.reporting(seen, '2025-01-31'))).toBeNull();
    expect(await stored(id, anonymous)).toBeNull();
  });

  it('is closed and reopened by extending it', async () => {
    const id = await request();
    const viewer = await contributor.viewer();
    expect(await change(closeReportRequest, id)).toEqual([]);
    expect((await stored(id))?.closedOn).toBe('2025-01-20');
    expect(await asked(viewer)).toEqual([]);
    expect(await change(closeReportRequest, id)).toEqual(['ILLEGAL_TRANSITION id']);
    expect(await issuesOfRequest({})).toEqual(['DUPLICATE indicatorVersionIds.0']);
    expect(await change(extendReportRequest, id, { dueOn: '2025-01-31' })).toEqual(['DATES_OUT_OF_ORDER dueOn']);
    expect(await change(extendReportRequest, id, { dueOn: '2025-02-14' })).toEqual([]);
    expect(await stored(id)).toMatchObject({ dueOn: '2025-02-14', closedOn: null });
    expect(await asked(viewer)).toEqual(['Museum 2024 OUTSTANDING']);
  });

  it('is managed by stewards', async () => {
    const id = await request();
    const steward = await newPrincipal(database);
    await steward.grant(ecosystemId, 'STEWARD');
    const close = { id, expectedVersion: 1 };
    await expect((await contributor.writer()).transition(closeReportRequest, close)).rejects.toThrow(ForbiddenError);
    const attempt = (await contributor.writer()).create(reportRequestDefinition, values({ period: '2023' }));
    await expect(attempt).rejects.toThrow(ForbiddenError);
    expect(issuesOf(await (await steward.writer()).transition(closeReportRequest, close))).toEqual([]);
  });

  it('is listed by due day and by status', async () => {
    await request();
    await request({ period: '2023', dueOn: '2025-01-15' });
    await request({ period: '2022', opensOn: '2025-01-21' });
    await change(closeReportRequest, await request({ period: '2021' }));
    const periods = async (status?: 'SCHEDULED' | 'OPEN' | 'CLOSED') => {
      const filter = status && { status, today: '2025-01-20' };
      const list = { page: {}, filter };
      const { rows } = await fixture.read().reporting.requests.requests(uuidOf(ecosystemId), list);
      return rows.map(({ period }) => period);
    };
    expect(await periods()).toEqual(['2023', '2024', '2022', '2021']);
    expect(await periods('OPEN')).toEqual(['2023', '2024']);
    expect(await periods('SCHEDULED')).toEqual(['2022']);
    expect(await periods('CLOSED')).toEqual(['2021']);
  });

  it('that is voided has no effect, and is not restored beside another one', async () => {
    const id = await request({ dueOn: '2025-01-25' });
    expect(issuesOf(await voidRecord(fixture.writer, { id, reason: 'Wrong day.' }))).toEqual([]);
    expect(await asked(await contributor.viewer())).toEqual([]);
    const second = await request({ dueOn: '2025-01-31' });
    expect((await reporting(second, '2025-01-31'))?.days?.dueOn).toBe('2025-01-31');
    expect(issuesOf(await restoreRecord(fixture.writer, { id, reason: 'It was right.' }))).toEqual(['DUPLICATE id']);
    expect(issuesOf(await voidRecord(fixture.writer, { id: second, reason: 'Wrong day.' }))).toEqual([]);
    expect(issuesOf(await restoreRecord(fixture.writer, { id, reason: 'It was right.' }))).toEqual([]);
    expect((await reporting(id, '2025-01-31'))?.days?.dueOn).toBe('2025-01-25');
  });

  it('rejects a cursor of another list of requested reports', async () => {
    await request();
    const viewer = await contributor.viewer();
    const { requested } = fixture.read(viewer).reporting;
    const page = await requested.ofViewer({}, { now, status: null });
    const [only] = page.rows;
    const after = only && page.cursorOf(only);
    expect((await requested.ofViewer({ after }, { now, status: null })).rows).toEqual([]);
    await expect(requested.ofViewer({ after }, { now, status: 'LATE' })).rejects.toThrow(InputError);
  });
});
