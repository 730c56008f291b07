import { anonymous, newUuid } from '@collective-impact/sdk';
import { describe, expect, it } from 'vitest';
import { retireIndicatorVersion } from '../../indicator/index.ts';
import { engines } from '../../testing/engines.ts';
import { cell, issuesOf, uuidOf } from '../../testing/measurement.fixture.ts';
import { ReportWorld } from './report.fixture.ts';
import {
  indicatorReportDefinition,
  returnIndicatorReport,
  submitIndicatorReport,
  verifyIndicatorReport,
} from './report-writer.ts';

const world = new ReportWorld();

const transitions = { submit: submitIndicatorReport, verify: verifyIndicatorReport, return: returnIndicatorReport };

describe.each(engines)('indicator reports on %s', (engine) => {
  world.prepare(engine);

  async function valuesReleased(): Promise<(string | null | undefined)[]> {
    const id = await world.fixture.release(world.versionId);
    const { rows } = await world.fixture.read().release.cells.ofRelease(uuidOf(id), { page: {}, filter: {} });
    return rows.map(({ value }) => value);
  }

  it("accepts a period that matches the frequency, in the ecosystem's calendar", async () => {
    ({ versionId: world.versionId } = await world.fixture.adopted(world.ecosystemId, { frequency: 'SCHOOL_YEAR' }));
    const id = await world.fixture.report(world.versionId, { period: '2024-08-01/2025-07-31' });
    const row = await world.fixture.read().record('indicator_report', uuidOf(id));
    expect(row).toMatchObject({ period: 'SY2024-25', periodStart: '2024-08-01', periodEnd: '2025-07-31' });
    expect(await world.issuesOfCreating({ period: '2024' })).toEqual(['INVALID period']);
  });

  it('accepts a report of a replaced version if the period begins before the later version applies', async () => {
    const before = await world.fixture.report(world.versionId);
    const next = await world.fixture.version(world.indicatorId, { effectiveFrom: '2025-01-01' });
    await world.fixture.adopt(next);
    expect(await world.issuesOfCreating({ period: '2023' })).toEqual([]);
    expect(await world.issuesOfCreating({ period: '2025' })).toEqual(['ILLEGAL_TRANSITION indicatorVersionId']);
    await world.fixture.transition(retireIndicatorVersion, next);
    expect(await world.issuesOfCreating({ period: '2022' })).toEqual([]);
    const change = { id: before, expectedVersion: 1, cells: [cell('31')] };
    expect(issuesOf(await world.fixture.writer.update(indicatorReportDefinition, change))).toEqual([]);
    for (const step of [submitIndicatorReport, verifyIndicatorReport]) await world.fixture.transition(step, before);
    expect(await valuesReleased()).toEqual(['31']);
  });

  it('rejects a report of a replaced version if the later version has no `effectiveFrom`', async () => {
    await world.fixture.adopt(await world.fixture.version(world.indicatorId));
    expect(await world.issuesOfCreating({ period: '2020' })).toEqual(['ILLEGAL_TRANSITION indicatorVersionId']);
  });

  it('requires cells to submit a report, or a narrative if the version is QUALITATIVE', async () => {
    const issuesOfSubmitting = async (id: string) =>
      issuesOf(await world.fixture.writer.transition(submitIndicatorReport, { id, expectedVersion: 1 }));
    const empty = await world.fixture.report(world.versionId, { cells: [], narrative: 'Nothing was counted' });
    expect(await issuesOfSubmitting(empty)).toEqual(['REQUIRED cells']);
    expect(await world.fixture.versionOf(empty)).toBe(1);
    const missing = await world.fixture.report(world.versionId, { period: '2025', cells: [{ status: 'MISSING' }] });
    expect(await issuesOfSubmitting(missing)).toEqual([]);
    const qualitative = { kind: 'QUALITATIVE', aggregationAcrossOrganizations: 'NONE', aggregationOverTime: 'NONE' };
    ({ versionId: world.versionId } = await world.fixture.adopted(world.ecosystemId, qualitative));
    expect(await issuesOfSubmitting(await world.fixture.report(world.versionId, { cells: [] }))).toEqual([
      'REQUIRED narrative',
    ]);
    const narrated = await world.fixture.report(world.versionId, { period: '2025', cells: [], narrative: 'They sing' });
    expect(await issuesOfSubmitting(narrated)).toEqual([]);
  });

  it('rejects a second report for the same version, reporter, place and period', async () => {
    const organizationId = await world.fixture.organization(world.ecosystemId);
    const place = { code: 'E12000001', label: 'North East' };
    const each = [{}, { organizationId }, { place }, { organizationId, place }, { period: '2025' }];
    for (const more of each) expect(await world.issuesOfCreating(more)).toEqual([]);
    for (const more of each) expect(await world.issuesOfCreating(more)).toEqual(['DUPLICATE period']);
  });

  it('creates a report once if two callers create it concurrently', async () => {
    const outcomes = await Promise.all([world.issuesOfCreating({}), world.issuesOfCreating({})]);
    expect(outcomes.sort((a, b) => a.length - b.length)).toEqual([[], ['DUPLICATE period']]);
  });

  it.each<[string, (keyof typeof transitions)[], string, number]>([
    ['submitted', ['submit'], 'SUBMITTED', 2],
    ['verified', ['submit', 'verify'], 'VERIFIED', 3],
    ['returned', ['submit', 'return'], 'RETURNED', 3],
    ['submitted again', ['submit', 'return', 'submit'], 'SUBMITTED', 4],
  ])('updates the status of a report that is %s', async (_case, applied, status, version) => {
    const id = await world.fixture.report(world.versionId);
    for (const step of applied) await world.fixture.transition(transitions[step], id);
    expect(await world.fixture.read().record('indicator_report', uuidOf(id))).toMatchObject({ status, version });
  });

  it.each<[(keyof typeof transitions)[], keyof typeof transitions]>([
    [[], 'verify'],
    [[], 'return'],
    [['submit'], 'submit'],
    [['submit', 'verify'], 'return'],
    [['submit', 'verify'], 'submit'],
    [['submit', 'return'], 'verify'],
  ])('rejects, after the transitions %j, the transition %s of a report', async (applied, step) => {
    const id = await world.fixture.report(world.versionId);
    for (const each of applied) await world.fixture.transition(transitions[each], id);
    const outcome = await world.fixture.writer.transition(transitions[step], {
      id,
      expectedVersion: applied.length + 1,
    });
    expect(issuesOf(outcome)).toEqual(['ILLEGAL_TRANSITION id']);
  });

  it('accepts updates of DRAFT and RETURNED reports, and rejects updates of SUBMITTED and VERIFIED reports', async () => {
    const id = await world.fixture.report(world.versionId);
    const updateReport = async () => {
      const command = { id, expectedVersion: await world.fixture.versionOf(id), narrative: newUuid() };
      return issuesOf(await world.fixture.writer.update(indicatorReportDefinition, command));
    };
    expect(await updateReport()).toEqual([]);
    await world.fixture.transition(submitIndicatorReport, id);
    expect(await updateReport()).toEqual(['IMMUTABLE id']);
    await world.fixture.transition(returnIndicatorReport, id);
    expect(await updateReport()).toEqual([]);
    await world.fixture.transition(submitIndicatorReport, id);
    await world.fixture.transition(verifyIndicatorReport, id);
    expect(await updateReport()).toEqual(['IMMUTABLE id']);
  });

  it('accepts only one of a concurrent verification and return of a report', async () => {
    const id = await world.fixture.report(world.versionId);
    await world.fixture.transition(submitIndicatorReport, id);
    const command = { id, expectedVersion: 2 };
    const outcomes = await Promise.all([
      world.fixture.writer.transition(verifyIndicatorReport, command),
      world.fixture.writer.transition(returnIndicatorReport, command),
    ]);
    expect(outcomes.flatMap(issuesOf)).toEqual(['VERSION_CONFLICT expectedVersion']);
  });

  it('returns reports to a local program, and hides them from anonymous viewers', async () => {
    const id = uuidOf(await world.fixture.report(world.versionId));
    const indicator = await world.fixture.read().record('indicator', uuidOf(world.indicatorId));
    if (!indicator) throw new Error('The indicator was not found.');
    const list = { page: {}, filter: { span: {} } };
    const seen = await world.fixture.read().reporting.reports.ofIndicator(indicator, list);
    expect(seen.rows.map((row) => row.id)).toEqual([id]);
    const unseen = world.fixture.read(anonymous);
    const page = await unseen.reporting.reports.ofIndicator(indicator, list);
    expect([page.rows, await page.totalCount()]).toEqual([[], 0]);
    expect(await unseen.record('indicator_report', id)).toBeNull();
    expect(await unseen.record('indicator_report', id)).toBeNull();
  });

  it('filters reports by period, reporter and status', async () => {
    const organizationId = await world.fixture.organization(world.ecosystemId);
    await world.fixture.report(world.versionId, { period: '2026' });
    await world.fixture.report(world.versionId, { period: '2024', organizationId });
    await world.fixture.verified(world.versionId, { period: '2025' });
    const { record, reporting } = world.fixture.read();
    const { reports } = reporting;
    const indicator = await record('indicator', uuidOf(world.indicatorId));
    if (!indicator) throw new Error('The indicator was not found.');
    const periods = async (filter: object) =>
      (await reports.ofIndicator(indicator, { page: {}, filter: { span: {}, ...filter } })).rows.map(
        ({ period }) => period,
      );
    expect(await periods({})).toEqual(['2024', '2025', '2026']);
    expect(await periods({ span: { from: '2025-Q1', to: '2025-12' } })).toEqual(['2025']);
    expect(await periods({ status: 'VERIFIED' })).toEqual(['2025']);
    expect(await periods({ reporter: { kind: 'organization', id: uuidOf(organizationId) } })).toEqual(['2024']);
    expect(await periods({ reporter: { kind: 'ecosystem', id: uuidOf(world.ecosystemId) } })).toEqual(['2025', '2026']);
  });
});
