import { anonymous, encodeTypeId, localProgram, newUuid } from '@collective-impact/sdk';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ensureBreakdowns, retireIndicatorVersion } from '../indicator/index.ts';
import { transact } from '../shared/database/transact.ts';
import { UnitOfWork } from '../shared/unit-of-work.ts';
import { engines } from '../testing/engines.ts';
import { cell, issuesOf, MeasurementFixture, uuidOf } from '../testing/measurement.fixture.ts';
import { openTestDatabase, type TestDatabase } from '../testing/open-test-database.ts';
import {
  indicatorReportDefinition,
  returnIndicatorReport,
  submitIndicatorReport,
  verifyIndicatorReport,
} from './report-writer.ts';

let database: TestDatabase;
let fixture: MeasurementFixture;
let ecosystemId: string;
let indicatorId: string;
let versionId: string;

const transitions = { submit: submitIndicatorReport, verify: verifyIndicatorReport, return: returnIndicatorReport };

async function cellsOf(id: string): Promise<string[]> {
  const { record, reporting, indicator } = fixture.read();
  const { cells } = reporting;
  const { categories } = indicator;
  const report = await record('indicator_report', uuidOf(id));
  if (!report) return [];
  const { rows } = await cells.ofReport(report, { page: {}, by: null });
  return Promise.all(
    rows.map(async ({ breakdownId, value, status }) => {
      const chosen = await categories.ofVisibleBreakdown(breakdownId);
      return [chosen.map(({ code }) => code).join('+') || 'all', value ?? status].join('=');
    }),
  );
}

const changesOf = (id: string) =>
  database.orm.em
    .fork()
    .execute('select "operation", "after" from "audit_entry" where "record_id" = ? order by "id"', [uuidOf(id)]);

describe.each(engines)('indicator reports on %s', (engine) => {
  beforeAll(async () => {
    database = await openTestDatabase(engine);
    fixture = new MeasurementFixture(database);
  });

  beforeEach(async () => {
    ecosystemId = await fixture.ecosystem({ schoolYearStart: '08-01' });
    ({ indicatorId, versionId } = await fixture.adopted(ecosystemId));
  });

  afterAll(() => database.close());

  const issuesOfCreating = async (more: object) =>
    issuesOf(
      await fixture.writer.create(indicatorReportDefinition, {
        indicatorVersionId: versionId,
        period: '2024',
        ...more,
      }),
    );

  it('stores the figures of a report in canonical form', async () => {
    const id = await fixture.report(versionId, {
      cells: [cell('0030'), cell('10', 'F'), { ...cell(null, 'M'), status: 'MISSING' }],
    });
    expect(await cellsOf(id)).toEqual(['all=30', 'F=10', 'M=MISSING']);
    const row = await fixture.read().record('indicator_report', uuidOf(id));
    expect(row).toMatchObject({
      status: 'DRAFT',
      visibility: 'RESTRICTED',
      periodStart: '2024-01-01',
      periodEnd: '2024-12-31',
    });
  });

  it('stores decimals exactly that do not fit in a float', async () => {
    const value = '12345678901234567890.12345678901234567';
    ({ versionId } = await fixture.adopted(ecosystemId, { kind: 'AMOUNT' }));
    const id = await fixture.report(versionId, { cells: [{ value, standardError: '0.1', base: 2_000_000_000 }] });
    const { record, reporting } = fixture.read();
    const { cells } = reporting;
    const report = await record('indicator_report', uuidOf(id));
    expect(report && (await cells.totalOfReport(report))).toMatchObject({
      value,
      standardError: '0.1',
      base: 2_000_000_000,
    });
  });

  it('computes the value of a ratio from its parts, rounded to six decimals', async () => {
    const ratio = {
      kind: 'RATIO',
      multiplier: '100',
      aggregationAcrossOrganizations: 'RATIO',
      aggregationOverTime: 'RATIO',
    };
    ({ versionId } = await fixture.adopted(ecosystemId, ratio));
    const parts = { numerator: '23', denominator: '26' };
    const cells = [parts, { ...parts, value: '88', categories: [{ dimension: 'sex', category: 'F' }] }];
    const id = await fixture.report(versionId, { cells });
    expect(await cellsOf(id)).toEqual(['all=88.461538', 'F=88']);
    const change = { id, expectedVersion: 1, cells: [{ numerator: '1', denominator: '3' }] };
    expect(issuesOf(await fixture.writer.update(indicatorReportDefinition, change))).toEqual([]);
    expect(await cellsOf(id)).toEqual(['all=33.333333']);
    expect(await issuesOfCreating({ period: '2025', cells: [{ ...parts, value: '90' }] })).toEqual([
      'INVALID cells.0.value',
    ]);
  });

  it("accepts a period that matches the frequency, in the ecosystem's calendar", async () => {
    ({ versionId } = await fixture.adopted(ecosystemId, { frequency: 'SCHOOL_YEAR' }));
    const id = await fixture.report(versionId, { period: '2024-08-01/2025-07-31' });
    const row = await fixture.read().record('indicator_report', uuidOf(id));
    expect(row).toMatchObject({ period: 'SY2024-25', periodStart: '2024-08-01', periodEnd: '2025-07-31' });
    expect(await issuesOfCreating({ period: '2024' })).toEqual(['INVALID period']);
  });

  it.each<[string, () => Promise<object> | object, string[]]>([
    ['repeated categories', () => ({ cells: [cell('1'), cell('2')] }), ['DUPLICATE cells.1.categories']],
    [
      'an unknown dimension',
      () => ({ cells: [{ value: '1', categories: [{ dimension: 'age', category: '6' }] }] }),
      ['UNKNOWN_CODE cells.0.categories.0.dimension'],
    ],
    ['an unknown category', () => ({ cells: [cell('1', 'Q')] }), ['UNKNOWN_CODE cells.0.categories.0.category']],
    [
      'categories that do not add up',
      () => ({ cells: [cell('30'), cell('10', 'F'), cell('21', 'M')] }),
      ['NOT_ADDITIVE cells.0.value'],
    ],
    [
      'a category that exceeds the total',
      () => ({ cells: [cell('30'), cell('31', 'F')] }),
      ['NOT_ADDITIVE cells.0.value'],
    ],
    [
      'a negative standard error',
      () => ({ cells: [{ value: '1', standardError: '-0.1' }] }),
      ['OUT_OF_RANGE cells.0.standardError'],
    ],
    ['a value that is not a number', () => ({ cells: [{ value: 'many' }] }), ['INVALID cells.0.value']],
    ['a period that does not match the frequency', () => ({ period: '2024-Q1' }), ['INVALID period']],
    ['an invalid period', () => ({ period: '2024-13' }), ['INVALID period']],
    [
      'an organization of another ecosystem',
      async () => ({ organizationId: await fixture.organization(await fixture.ecosystem()) }),
      ['OTHER_ECOSYSTEM organizationId'],
    ],
    [
      'a version that does not exist',
      () => ({ indicatorVersionId: encodeTypeId('indicator_version', newUuid()) }),
      ['NOT_FOUND indicatorVersionId'],
    ],
    ['a retired version', async () => retireVersion(), ['ILLEGAL_TRANSITION indicatorVersionId']],
    [
      'a version that is not adopted',
      async () => ({ indicatorVersionId: await fixture.version(indicatorId) }),
      ['ILLEGAL_TRANSITION indicatorVersionId'],
    ],
    ['another visibility', () => ({ visibility: 'PUBLIC' }), ['INVALID visibility']],
    ['a status', () => ({ status: 'VERIFIED' }), ['INVALID status']],
  ])('rejects a report with %s', async (_case, more, expected) => {
    expect(await issuesOfCreating(await more())).toEqual(expected);
  });

  async function retireVersion(): Promise<object> {
    await fixture.transition(retireIndicatorVersion, versionId);
    return {};
  }

  it('accepts a report of a replaced version if the period begins before the later version applies', async () => {
    const before = await fixture.report(versionId);
    const next = await fixture.version(indicatorId, { effectiveFrom: '2025-01-01' });
    await fixture.adopt(next);
    expect(await issuesOfCreating({ period: '2023' })).toEqual([]);
    expect(await issuesOfCreating({ period: '2025' })).toEqual(['ILLEGAL_TRANSITION indicatorVersionId']);
    await fixture.transition(retireIndicatorVersion, next);
    expect(await issuesOfCreating({ period: '2022' })).toEqual([]);
    const change = { id: before, expectedVersion: 1, cells: [cell('31')] };
    expect(issuesOf(await fixture.writer.update(indicatorReportDefinition, change))).toEqual([]);
    for (const step of [submitIndicatorReport, verifyIndicatorReport]) await fixture.transition(step, before);
    expect(await valuesReleased()).toEqual(['31']);
  });

  it('rejects a report of a replaced version if the later version has no `effectiveFrom`', async () => {
    await fixture.adopt(await fixture.version(indicatorId));
    expect(await issuesOfCreating({ period: '2020' })).toEqual(['ILLEGAL_TRANSITION indicatorVersionId']);
  });

  async function valuesReleased(): Promise<(string | null | undefined)[]> {
    const id = await fixture.release(versionId);
    const { rows } = await fixture.read().release.cells.ofRelease(uuidOf(id), { page: {}, filter: {} });
    return rows.map(({ value }) => value);
  }

  it('requires cells to submit a report, or a narrative if the version is QUALITATIVE', async () => {
    const issuesOfSubmitting = async (id: string) =>
      issuesOf(await fixture.writer.transition(submitIndicatorReport, { id, expectedVersion: 1 }));
    const empty = await fixture.report(versionId, { cells: [], narrative: 'Nothing was counted' });
    expect(await issuesOfSubmitting(empty)).toEqual(['REQUIRED cells']);
    expect(await fixture.versionOf(empty)).toBe(1);
    const missing = await fixture.report(versionId, { period: '2025', cells: [{ status: 'MISSING' }] });
    expect(await issuesOfSubmitting(missing)).toEqual([]);
    const qualitative = { kind: 'QUALITATIVE', aggregationAcrossOrganizations: 'NONE', aggregationOverTime: 'NONE' };
    ({ versionId } = await fixture.adopted(ecosystemId, qualitative));
    expect(await issuesOfSubmitting(await fixture.report(versionId, { cells: [] }))).toEqual(['REQUIRED narrative']);
    const narrated = await fixture.report(versionId, { period: '2025', cells: [], narrative: 'They sing' });
    expect(await issuesOfSubmitting(narrated)).toEqual([]);
  });

  it('rejects a second report for the same version, reporter, place and period', async () => {
    const organizationId = await fixture.organization(ecosystemId);
    const place = { code: 'E12000001', label: 'North East' };
    const each = [{}, { organizationId }, { place }, { organizationId, place }, { period: '2025' }];
    for (const more of each) expect(await issuesOfCreating(more)).toEqual([]);
    for (const more of each) expect(await issuesOfCreating(more)).toEqual(['DUPLICATE period']);
  });

  it('creates a report once if two callers create it concurrently', async () => {
    const outcomes = await Promise.all([issuesOfCreating({}), issuesOfCreating({})]);
    expect(outcomes.sort((a, b) => a.length - b.length)).toEqual([[], ['DUPLICATE period']]);
  });

  it('replaces all figures of a report in one audited update', async () => {
    const id = await fixture.report(versionId);
    const command = { id, expectedVersion: 1, narrative: 'Corrected', cells: [cell('31'), cell('11', 'F')] };
    expect(issuesOf(await fixture.writer.update(indicatorReportDefinition, command))).toEqual([]);
    expect(await cellsOf(id)).toEqual(['all=31', 'F=11']);
    const entries = await changesOf(id);
    expect(entries.map(({ operation }) => operation)).toEqual(['INSERT', 'UPDATE']);
    expect(entries[1]?.after).toMatchObject({ version: 2, narrative: 'Corrected' });
  });

  it('gives a report a new version number if only its figures change', async () => {
    const id = await fixture.report(versionId);
    const command = { id, expectedVersion: 1, cells: [] };
    expect(issuesOf(await fixture.writer.update(indicatorReportDefinition, command))).toEqual([]);
    expect([await fixture.versionOf(id), await cellsOf(id), await changesOf(id)]).toMatchObject([2, [], { length: 2 }]);
  });

  it('keeps the figures of a report if an update omits `cells`', async () => {
    const id = await fixture.report(versionId);
    const command = { id, expectedVersion: 1, narrative: 'Said' };
    expect(issuesOf(await fixture.writer.update(indicatorReportDefinition, command))).toEqual([]);
    expect(await cellsOf(id)).toHaveLength(3);
  });

  it('keeps the figures of a report if an update is rejected', async () => {
    const id = await fixture.report(versionId);
    const updateReport = (more: object) =>
      fixture.writer.update(indicatorReportDefinition, { id, expectedVersion: 1, ...more });
    expect(issuesOf(await updateReport({ cells: [cell('1', 'Q')] }))).toEqual([
      'UNKNOWN_CODE cells.0.categories.0.category',
    ]);
    expect(issuesOf(await updateReport({ expectedVersion: 7, cells: [] }))).toEqual([
      'VERSION_CONFLICT expectedVersion',
    ]);
    expect(issuesOf(await updateReport({ period: '2025' }))).toEqual(['INVALID period']);
    expect(await cellsOf(id)).toHaveLength(3);
  });

  it.each<[string, (keyof typeof transitions)[], string, number]>([
    ['submitted', ['submit'], 'SUBMITTED', 2],
    ['verified', ['submit', 'verify'], 'VERIFIED', 3],
    ['returned', ['submit', 'return'], 'RETURNED', 3],
    ['submitted again', ['submit', 'return', 'submit'], 'SUBMITTED', 4],
  ])('updates the status of a report that is %s', async (_case, applied, status, version) => {
    const id = await fixture.report(versionId);
    for (const step of applied) await fixture.transition(transitions[step], id);
    expect(await fixture.read().record('indicator_report', uuidOf(id))).toMatchObject({ status, version });
  });

  it.each<[(keyof typeof transitions)[], keyof typeof transitions]>([
    [[], 'verify'],
    [[], 'return'],
    [['submit'], 'submit'],
    [['submit', 'verify'], 'return'],
    [['submit', 'verify'], 'submit'],
    [['submit', 'return'], 'verify'],
  ])('rejects, after the transitions %j, the transition %s of a report', async (applied, step) => {
    const id = await fixture.report(versionId);
    for (const each of applied) await fixture.transition(transitions[each], id);
    const outcome = await fixture.writer.transition(transitions[step], { id, expectedVersion: applied.length + 1 });
    expect(issuesOf(outcome)).toEqual(['ILLEGAL_TRANSITION id']);
  });

  it('accepts updates of DRAFT and RETURNED reports, and rejects updates of SUBMITTED and VERIFIED reports', async () => {
    const id = await fixture.report(versionId);
    const updateReport = async () => {
      const command = { id, expectedVersion: await fixture.versionOf(id), narrative: newUuid() };
      return issuesOf(await fixture.writer.update(indicatorReportDefinition, command));
    };
    expect(await updateReport()).toEqual([]);
    await fixture.transition(submitIndicatorReport, id);
    expect(await updateReport()).toEqual(['IMMUTABLE id']);
    await fixture.transition(returnIndicatorReport, id);
    expect(await updateReport()).toEqual([]);
    await fixture.transition(submitIndicatorReport, id);
    await fixture.transition(verifyIndicatorReport, id);
    expect(await updateReport()).toEqual(['IMMUTABLE id']);
  });

  it('accepts only one of a concurrent verification and return of a report', async () => {
    const id = await fixture.report(versionId);
    await fixture.transition(submitIndicatorReport, id);
    const command = { id, expectedVersion: 2 };
    const outcomes = await Promise.all([
      fixture.writer.transition(verifyIndicatorReport, command),
      fixture.writer.transition(returnIndicatorReport, command),
    ]);
    expect(outcomes.flatMap(issuesOf)).toEqual(['VERSION_CONFLICT expectedVersion']);
  });

  it('returns reports to a local program, and hides them from anonymous viewers', async () => {
    const id = uuidOf(await fixture.report(versionId));
    const indicator = await fixture.read().record('indicator', uuidOf(indicatorId));
    if (!indicator) throw new Error('The indicator was not found.');
    const list = { page: {}, filter: { span: {} } };
    const seen = await fixture.read().reporting.reports.ofIndicator(indicator, list);
    expect(seen.rows.map((row) => row.id)).toEqual([id]);
    const unseen = fixture.read(anonymous);
    const page = await unseen.reporting.reports.ofIndicator(indicator, list);
    expect([page.rows, await page.totalCount()]).toEqual([[], 0]);
    expect(await unseen.record('indicator_report', id)).toBeNull();
    expect(await unseen.record('indicator_report', id)).toBeNull();
  });

  it('filters reports by period, reporter and status', async () => {
    const organizationId = await fixture.organization(ecosystemId);
    await fixture.report(versionId, { period: '2026' });
    await fixture.report(versionId, { period: '2024', organizationId });
    await fixture.verified(versionId, { period: '2025' });
    const { record, reporting } = fixture.read();
    const { reports } = reporting;
    const indicator = await record('indicator', uuidOf(indicatorId));
    if (!indicator) throw new Error('The indicator was not found.');
    const periods = async (filter: object) =>
      (await reports.ofIndicator(indicator, { page: {}, filter: { span: {}, ...filter } })).rows.map(
        ({ period }) => period,
      );
    expect(await periods({})).toEqual(['2024', '2025', '2026']);
    expect(await periods({ span: { from: '2025-Q1', to: '2025-12' } })).toEqual(['2025']);
    expect(await periods({ status: 'VERIFIED' })).toEqual(['2025']);
    expect(await periods({ reporter: { kind: 'organization', id: uuidOf(organizationId) } })).toEqual(['2024']);
    expect(await periods({ reporter: { kind: 'ecosystem', id: uuidOf(ecosystemId) } })).toEqual(['2025', '2026']);
  });

  it('lists the figures of a report in pages, forward and backward', async () => {
    const categories = Array.from({ length: 7 }, (_, at) => ({ code: `c${at}`, label: `C${at}`, order: at }));
    const draft = await fixture.version(indicatorId);
    await fixture.dimension(draft, { code: 'c', exhaustive: false, categories });
    await fixture.adopt(draft);
    const cellInputs = categories.map(({ code }, at) => ({
      value: String(at),
      categories: [{ dimension: 'c', category: code }],
    }));
    const id = await fixture.report(draft, { cells: cellInputs });
    const { record, reporting } = fixture.read();
    const { cells } = reporting;
    const report = await record('indicator_report', uuidOf(id));
    if (!report) throw new Error('The report was not found.');
    const page = (arguments_: object) => cells.ofReport(report, { page: arguments_, by: null });
    const values = (page: { rows: { value?: string | null }[] }) => page.rows.map(({ value }) => value);
    const first = await page({ first: 3 });
    const end = first.cursorOf(first.rows[2] as (typeof first.rows)[number]);
    const next = await page({ first: 3, after: end });
    const last = await page({ last: 2 });
    const before = await page({ last: 3, before: last.cursorOf(last.rows[0] as (typeof last.rows)[number]) });
    expect([values(first), values(next), values(before), values(last)]).toEqual([
      ['0', '1', '2'],
      ['3', '4', '5'],
      ['2', '3', '4'],
      ['5', '6'],
    ]);
    expect([first.hasNextPage, next.hasPreviousPage, last.hasNextPage, await last.totalCount()]).toEqual([
      true,
      true,
      false,
      7,
    ]);
  });

  it('creates a breakdown once if several transactions create it concurrently', async () => {
    const version = { indicatorVersionId: uuidOf(versionId), ecosystemId: uuidOf(ecosystemId) };
    const { categories, definitions } = fixture.read().indicator;
    const [dimension] = await definitions.dimensions(uuidOf(versionId));
    expect(await categories.ofDimension(dimension?.id ?? '')).toHaveLength(2);
    const rows = await database.orm.em
      .fork()
      .execute<{ id: string }[]>('select "id" from "category" where "dimension_id" = ?', [dimension?.id]);
    const combinations = [
      [],
      ...rows.map(({ id }) => [id]),
      rows.map(({ id }) => id),
      rows.map(({ id }) => id).reverse(),
    ];
    const results = await Promise.all(
      [1, 2, 3].map(() =>
        transact(database, { actor: null }, (em) =>
          ensureBreakdowns(new UnitOfWork(em, { viewer: localProgram, guards: database.guards }), {
            ...version,
            combinations,
          }),
        ),
      ),
    );
    expect(new Set(results.map((ids) => JSON.stringify(ids)))).toHaveLength(1);
    const [ids = []] = results;
    expect(ids[3]).toBe(ids[4]);
    expect(new Set(ids)).toHaveLength(4);
  });
});
