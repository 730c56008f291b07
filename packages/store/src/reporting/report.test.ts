import { anonymous, encodeTypeId, newUuid, operator } from '@collective-impact/sdk';
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
let make: MeasurementFixture;
let ecosystemId: string;
let indicatorId: string;
let versionId: string;

const steps = { submit: submitIndicatorReport, verify: verifyIndicatorReport, return: returnIndicatorReport };

async function cellsOf(id: string): Promise<string[]> {
  const { record, reporting, indicator } = make.read();
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

describe.each(engines)('reports on %s', (engine) => {
  beforeAll(async () => {
    database = await openTestDatabase(engine);
    make = new MeasurementFixture(database);
  });

  beforeEach(async () => {
    ecosystemId = await make.ecosystem({ schoolYearStart: '08-01' });
    ({ indicatorId, versionId } = await make.adopted(ecosystemId));
  });

  afterAll(() => database.close());

  const create = async (more: object) =>
    issuesOf(
      await make.writer.create(indicatorReportDefinition, { indicatorVersionId: versionId, period: '2024', ...more }),
    );

  it('have their figures, exactly as given and in canonical form', async () => {
    const id = await make.report(versionId, {
      cells: [cell('0030'), cell('10', 'F'), { ...cell(null, 'M'), status: 'MISSING' }],
    });
    expect(await cellsOf(id)).toEqual(['all=30', 'F=10', 'M=MISSING']);
    const row = await make.read().record('indicator_report', uuidOf(id));
    expect(row).toMatchObject({
      status: 'DRAFT',
      visibility: 'RESTRICTED',
      periodStart: '2024-01-01',
      periodEnd: '2024-12-31',
    });
  });

  it('keep decimals that no float holds', async () => {
    const value = '12345678901234567890.12345678901234567';
    ({ versionId } = await make.adopted(ecosystemId, { kind: 'AMOUNT' }));
    const id = await make.report(versionId, { cells: [{ value, standardError: '0.1', base: 2_000_000_000 }] });
    const { record, reporting } = make.read();
    const { cells } = reporting;
    const report = await record('indicator_report', uuidOf(id));
    expect(report && (await cells.totalOfReport(report))).toMatchObject({
      value,
      standardError: '0.1',
      base: 2_000_000_000,
    });
  });

  it('of a ratio have the value that their parts make, rounded to six decimals', async () => {
    const ratio = {
      kind: 'RATIO',
      multiplier: '100',
      aggregationAcrossOrganizations: 'RATIO',
      aggregationOverTime: 'RATIO',
    };
    ({ versionId } = await make.adopted(ecosystemId, ratio));
    const parts = { numerator: '23', denominator: '26' };
    const cells = [parts, { ...parts, value: '88', categories: [{ dimension: 'sex', category: 'F' }] }];
    const id = await make.report(versionId, { cells });
    expect(await cellsOf(id)).toEqual(['all=88.461538', 'F=88']);
    const change = { id, expectedVersion: 1, cells: [{ numerator: '1', denominator: '3' }] };
    expect(issuesOf(await make.writer.update(indicatorReportDefinition, change))).toEqual([]);
    expect(await cellsOf(id)).toEqual(['all=33.333333']);
    expect(await create({ period: '2025', cells: [{ ...parts, value: '90' }] })).toEqual(['INVALID cells.0.value']);
  });

  it('are of the length that the version is reported for, in the calendar of the ecosystem', async () => {
    ({ versionId } = await make.adopted(ecosystemId, { frequency: 'SCHOOL_YEAR' }));
    const id = await make.report(versionId, { period: '2024-08-01/2025-07-31' });
    const row = await make.read().record('indicator_report', uuidOf(id));
    expect(row).toMatchObject({ period: 'SY2024-25', periodStart: '2024-08-01', periodEnd: '2025-07-31' });
    expect(await create({ period: '2024' })).toEqual(['INVALID period']);
  });

  it.each<[string, () => Promise<object> | object, string[]]>([
    ['a category twice', () => ({ cells: [cell('1'), cell('2')] }), ['DUPLICATE cells.1.categories']],
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
      'a category that is more than the total',
      () => ({ cells: [cell('30'), cell('31', 'F')] }),
      ['NOT_ADDITIVE cells.0.value'],
    ],
    [
      'a standard error below nothing',
      () => ({ cells: [{ value: '1', standardError: '-0.1' }] }),
      ['OUT_OF_RANGE cells.0.standardError'],
    ],
    ['a figure that is no number', () => ({ cells: [{ value: 'many' }] }), ['INVALID cells.0.value']],
    ['another length of period', () => ({ period: '2024-Q1' }), ['INVALID period']],
    ['a period that is none', () => ({ period: '2024-13' }), ['INVALID period']],
    [
      'an organization elsewhere',
      async () => ({ organizationId: await make.organization(await make.ecosystem()) }),
      ['OTHER_ECOSYSTEM organizationId'],
    ],
    [
      'a version that is not there',
      () => ({ indicatorVersionId: encodeTypeId('indicator_version', newUuid()) }),
      ['NOT_FOUND indicatorVersionId'],
    ],
    ['a version that is no longer reported for', async () => retired(), ['ILLEGAL_TRANSITION indicatorVersionId']],
    [
      'a version that is not adopted',
      async () => ({ indicatorVersionId: await make.version(indicatorId) }),
      ['ILLEGAL_TRANSITION indicatorVersionId'],
    ],
    ['another audience', () => ({ visibility: 'PUBLIC' }), ['INVALID visibility']],
    ['a state of its own', () => ({ status: 'VERIFIED' }), ['INVALID status']],
  ])('are refused with %s', async (_case, more, expected) => {
    expect(await create(await more())).toEqual(expected);
  });

  async function retired(): Promise<object> {
    await make.step(retireIndicatorVersion, versionId);
    return {};
  }

  it('are taken for a version of earlier once another holds, and corrected whatever became of it', async () => {
    const before = await make.report(versionId);
    const next = await make.version(indicatorId, { effectiveFrom: '2025-01-01' });
    await make.adopt(next);
    expect(await create({ period: '2023' })).toEqual([]);
    expect(await create({ period: '2025' })).toEqual(['ILLEGAL_TRANSITION indicatorVersionId']);
    await make.step(retireIndicatorVersion, next);
    expect(await create({ period: '2022' })).toEqual([]);
    const change = { id: before, expectedVersion: 1, cells: [cell('31')] };
    expect(issuesOf(await make.writer.update(indicatorReportDefinition, change))).toEqual([]);
    for (const step of [submitIndicatorReport, verifyIndicatorReport]) await make.step(step, before);
    expect(await valuesReleased()).toEqual(['31']);
  });

  it('are not taken for a version of earlier where nobody said from when another holds', async () => {
    await make.adopt(await make.version(indicatorId));
    expect(await create({ period: '2020' })).toEqual(['ILLEGAL_TRANSITION indicatorVersionId']);
  });

  async function valuesReleased(): Promise<(string | null | undefined)[]> {
    const id = await make.release(versionId);
    const { rows } = await make.read().release.cells.ofRelease(uuidOf(id), { page: {}, filter: {} });
    return rows.map(({ value }) => value);
  }

  it('are not handed in where they say nothing', async () => {
    const submit = async (id: string) =>
      issuesOf(await make.writer.transition(submitIndicatorReport, { id, expectedVersion: 1 }));
    const empty = await make.report(versionId, { cells: [], narrative: 'Nothing was counted' });
    expect(await submit(empty)).toEqual(['REQUIRED cells']);
    expect(await make.versionOf(empty)).toBe(1);
    const missing = await make.report(versionId, { period: '2025', cells: [{ status: 'MISSING' }] });
    expect(await submit(missing)).toEqual([]);
    const words = { kind: 'QUALITATIVE', aggregationAcrossOrganizations: 'NONE', aggregationOverTime: 'NONE' };
    ({ versionId } = await make.adopted(ecosystemId, words));
    expect(await submit(await make.report(versionId, { cells: [] }))).toEqual(['REQUIRED narrative']);
    const said = await make.report(versionId, { period: '2025', cells: [], narrative: 'They sing' });
    expect(await submit(said)).toEqual([]);
  });

  it('are there once for a version, reporter, place and period', async () => {
    const organizationId = await make.organization(ecosystemId);
    const place = { code: 'E12000001', label: 'North East' };
    const each = [{}, { organizationId }, { place }, { organizationId, place }, { period: '2025' }];
    for (const more of each) expect(await create(more)).toEqual([]);
    for (const more of each) expect(await create(more)).toEqual(['DUPLICATE period']);
  });

  it('are created once where two create the same at once', async () => {
    const outcomes = await Promise.all([create({}), create({})]);
    expect(outcomes.sort((a, b) => a.length - b.length)).toEqual([[], ['DUPLICATE period']]);
  });

  it('have all their figures replaced by those given, in one change', async () => {
    const id = await make.report(versionId);
    const command = { id, expectedVersion: 1, narrative: 'Corrected', cells: [cell('31'), cell('11', 'F')] };
    expect(issuesOf(await make.writer.update(indicatorReportDefinition, command))).toEqual([]);
    expect(await cellsOf(id)).toEqual(['all=31', 'F=11']);
    const entries = await changesOf(id);
    expect(entries.map(({ operation }) => operation)).toEqual(['INSERT', 'UPDATE']);
    expect(entries[1]?.after).toMatchObject({ version: 2, narrative: 'Corrected' });
  });

  it('have a new version where nothing but their figures changes', async () => {
    const id = await make.report(versionId);
    const command = { id, expectedVersion: 1, cells: [] };
    expect(issuesOf(await make.writer.update(indicatorReportDefinition, command))).toEqual([]);
    expect([await make.versionOf(id), await cellsOf(id), await changesOf(id)]).toMatchObject([2, [], { length: 2 }]);
  });

  it('keep their figures where a change says nothing of them', async () => {
    const id = await make.report(versionId);
    const command = { id, expectedVersion: 1, narrative: 'Said' };
    expect(issuesOf(await make.writer.update(indicatorReportDefinition, command))).toEqual([]);
    expect(await cellsOf(id)).toHaveLength(3);
  });

  it('keep their figures where a change is refused', async () => {
    const id = await make.report(versionId);
    const update = (more: object) => make.writer.update(indicatorReportDefinition, { id, expectedVersion: 1, ...more });
    expect(issuesOf(await update({ cells: [cell('1', 'Q')] }))).toEqual(['UNKNOWN_CODE cells.0.categories.0.category']);
    expect(issuesOf(await update({ expectedVersion: 7, cells: [] }))).toEqual(['VERSION_CONFLICT expectedVersion']);
    expect(issuesOf(await update({ period: '2025' }))).toEqual(['INVALID period']);
    expect(await cellsOf(id)).toHaveLength(3);
  });

  it.each<[string, (keyof typeof steps)[], string, number]>([
    ['submitted', ['submit'], 'SUBMITTED', 2],
    ['verified', ['submit', 'verify'], 'VERIFIED', 3],
    ['returned', ['submit', 'return'], 'RETURNED', 3],
    ['submitted again', ['submit', 'return', 'submit'], 'SUBMITTED', 4],
  ])('are %s', async (_case, taken, status, version) => {
    const id = await make.report(versionId);
    for (const step of taken) await make.step(steps[step], id);
    expect(await make.read().record('indicator_report', uuidOf(id))).toMatchObject({ status, version });
  });

  it.each<[(keyof typeof steps)[], keyof typeof steps]>([
    [[], 'verify'],
    [[], 'return'],
    [['submit'], 'submit'],
    [['submit', 'verify'], 'return'],
    [['submit', 'verify'], 'submit'],
    [['submit', 'return'], 'verify'],
  ])('after %j are not taken to %s', async (taken, step) => {
    const id = await make.report(versionId);
    for (const each of taken) await make.step(steps[each], id);
    const outcome = await make.writer.transition(steps[step], { id, expectedVersion: taken.length + 1 });
    expect(issuesOf(outcome)).toEqual(['ILLEGAL_TRANSITION id']);
  });

  it('change while they are drafts or returned, and not while they are handed in or verified', async () => {
    const id = await make.report(versionId);
    const update = async () => {
      const command = { id, expectedVersion: await make.versionOf(id), narrative: newUuid() };
      return issuesOf(await make.writer.update(indicatorReportDefinition, command));
    };
    expect(await update()).toEqual([]);
    await make.step(submitIndicatorReport, id);
    expect(await update()).toEqual(['IMMUTABLE id']);
    await make.step(returnIndicatorReport, id);
    expect(await update()).toEqual([]);
    await make.step(submitIndicatorReport, id);
    await make.step(verifyIndicatorReport, id);
    expect(await update()).toEqual(['IMMUTABLE id']);
  });

  it('are verified or returned, where both are asked for at once, and not both', async () => {
    const id = await make.report(versionId);
    await make.step(submitIndicatorReport, id);
    const command = { id, expectedVersion: 2 };
    const outcomes = await Promise.all([
      make.writer.transition(verifyIndicatorReport, command),
      make.writer.transition(returnIndicatorReport, command),
    ]);
    expect(outcomes.flatMap(issuesOf)).toEqual(['VERSION_CONFLICT expectedVersion']);
  });

  it('are seen by the operator, and by nobody who is anonymous', async () => {
    const id = uuidOf(await make.report(versionId));
    const indicator = await make.read().record('indicator', uuidOf(indicatorId));
    if (!indicator) throw new Error('the indicator is public');
    const list = { page: {}, filter: { span: {} } };
    const seen = await make.read().reporting.reports.ofIndicator(indicator, list);
    expect(seen.rows.map((row) => row.id)).toEqual([id]);
    const unseen = make.read(anonymous);
    const page = await unseen.reporting.reports.ofIndicator(indicator, list);
    expect([page.rows, await page.totalCount()]).toEqual([[], 0]);
    expect(await unseen.record('indicator_report', id)).toBeNull();
    expect(await unseen.record('indicator_report', id)).toBeNull();
  });

  it('are listed by period, reporter and state', async () => {
    const organizationId = await make.organization(ecosystemId);
    await make.report(versionId, { period: '2026' });
    await make.report(versionId, { period: '2024', organizationId });
    await make.verified(versionId, { period: '2025' });
    const { record, reporting } = make.read();
    const { reports } = reporting;
    const indicator = await record('indicator', uuidOf(indicatorId));
    if (!indicator) throw new Error('the indicator is there');
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

  it('have their figures paged through, forwards and backwards, while others are added', async () => {
    const categories = Array.from({ length: 7 }, (_, at) => ({ code: `c${at}`, label: `C${at}`, order: at }));
    const draft = await make.version(indicatorId);
    await make.dimension(draft, { code: 'c', exhaustive: false, categories });
    await make.adopt(draft);
    const given = categories.map(({ code }, at) => ({
      value: String(at),
      categories: [{ dimension: 'c', category: code }],
    }));
    const id = await make.report(draft, { cells: given });
    const { record, reporting } = make.read();
    const { cells } = reporting;
    const report = await record('indicator_report', uuidOf(id));
    if (!report) throw new Error('the report is there');
    const page = (arguments_: object) => cells.ofReport(report, { page: arguments_, by: null });
    const values = (found: { rows: { value?: string | null }[] }) => found.rows.map(({ value }) => value);
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

  it('share a breakdown that several create at once', async () => {
    const wanted = { indicatorVersionId: uuidOf(versionId), ecosystemId: uuidOf(ecosystemId) };
    const { categories, definitions } = make.read().indicator;
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
    const made = await Promise.all(
      [1, 2, 3].map(() =>
        transact(database, { actor: null }, (em) =>
          ensureBreakdowns(new UnitOfWork(em, { viewer: operator, guards: database.guards }), {
            ...wanted,
            combinations,
          }),
        ),
      ),
    );
    expect(new Set(made.map((ids) => JSON.stringify(ids)))).toHaveLength(1);
    const [ids = []] = made;
    expect(ids[3]).toBe(ids[4]);
    expect(new Set(ids)).toHaveLength(4);
  });
});
