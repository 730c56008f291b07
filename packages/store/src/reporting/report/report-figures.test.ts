import { encodeTypeId, localProgram, newUuid } from '@collective-impact/sdk';
import { describe, expect, it } from 'vitest';
import { ensureBreakdowns, retireIndicatorVersion } from '../../indicator/index.ts';
import { transact } from '../../shared/database/transact.ts';
import { UnitOfWork } from '../../shared/unit-of-work.ts';
import { engines } from '../../testing/engines.ts';
import { cell, issuesOf, uuidOf } from '../../testing/measurement.fixture.ts';
import { ReportWorld } from './report.fixture.ts';
import { indicatorReportDefinition } from './report-writer.ts';

const world = new ReportWorld();

const changesOf = (id: string) =>
  world.database.orm.em
    .fork()
    .execute('select "operation", "after" from "audit_entry" where "record_id" = ? order by "id"', [uuidOf(id)]);

async function cellsOf(id: string): Promise<string[]> {
  const { record, reporting, indicator } = world.fixture.read();
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

describe.each(engines)('the figures of indicator reports on %s', (engine) => {
  world.prepare(engine);

  async function retireVersion(): Promise<object> {
    await world.fixture.transition(retireIndicatorVersion, world.versionId);
    return {};
  }

  it('stores the figures of a report in canonical form', async () => {
    const id = await world.fixture.report(world.versionId, {
      cells: [cell('0030'), cell('10', 'F'), { ...cell(null, 'M'), status: 'MISSING' }],
    });
    expect(await cellsOf(id)).toEqual(['all=30', 'F=10', 'M=MISSING']);
    const row = await world.fixture.read().record('indicator_report', uuidOf(id));
    expect(row).toMatchObject({
      status: 'DRAFT',
      visibility: 'RESTRICTED',
      periodStart: '2024-01-01',
      periodEnd: '2024-12-31',
    });
  });

  it('stores decimals exactly that do not fit in a float', async () => {
    const value = '12345678901234567890.12345678901234567';
    ({ versionId: world.versionId } = await world.fixture.adopted(world.ecosystemId, { kind: 'AMOUNT' }));
    const id = await world.fixture.report(world.versionId, {
      cells: [{ value, standardError: '0.1', base: 2_000_000_000 }],
    });
    const { record, reporting } = world.fixture.read();
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
    ({ versionId: world.versionId } = await world.fixture.adopted(world.ecosystemId, ratio));
    const parts = { numerator: '23', denominator: '26' };
    const cells = [parts, { ...parts, value: '88', categories: [{ dimension: 'sex', category: 'F' }] }];
    const id = await world.fixture.report(world.versionId, { cells });
    expect(await cellsOf(id)).toEqual(['all=88.461538', 'F=88']);
    const change = { id, expectedVersion: 1, cells: [{ numerator: '1', denominator: '3' }] };
    expect(issuesOf(await world.fixture.writer.update(indicatorReportDefinition, change))).toEqual([]);
    expect(await cellsOf(id)).toEqual(['all=33.333333']);
    expect(await world.issuesOfCreating({ period: '2025', cells: [{ ...parts, value: '90' }] })).toEqual([
      'INVALID cells.0.value',
    ]);
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
      async () => ({ organizationId: await world.fixture.organization(await world.fixture.ecosystem()) }),
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
      async () => ({ indicatorVersionId: await world.fixture.version(world.indicatorId) }),
      ['ILLEGAL_TRANSITION indicatorVersionId'],
    ],
    ['another visibility', () => ({ visibility: 'PUBLIC' }), ['INVALID visibility']],
    ['a status', () => ({ status: 'VERIFIED' }), ['INVALID status']],
  ])('rejects a report with %s', async (_case, more, expected) => {
    expect(await world.issuesOfCreating(await more())).toEqual(expected);
  });

  it('replaces all figures of a report in one audited update', async () => {
    const id = await world.fixture.report(world.versionId);
    const command = { id, expectedVersion: 1, narrative: 'Corrected', cells: [cell('31'), cell('11', 'F')] };
    expect(issuesOf(await world.fixture.writer.update(indicatorReportDefinition, command))).toEqual([]);
    expect(await cellsOf(id)).toEqual(['all=31', 'F=11']);
    const entries = await changesOf(id);
    expect(entries.map(({ operation }) => operation)).toEqual(['INSERT', 'UPDATE']);
    expect(entries[1]?.after).toMatchObject({ version: 2, narrative: 'Corrected' });
  });

  it('gives a report a new version number if only its figures change', async () => {
    const id = await world.fixture.report(world.versionId);
    const command = { id, expectedVersion: 1, cells: [] };
    expect(issuesOf(await world.fixture.writer.update(indicatorReportDefinition, command))).toEqual([]);
    expect([await world.fixture.versionOf(id), await cellsOf(id), await changesOf(id)]).toMatchObject([
      2,
      [],
      { length: 2 },
    ]);
  });

  it('keeps the figures of a report if an update omits `cells`', async () => {
    const id = await world.fixture.report(world.versionId);
    const command = { id, expectedVersion: 1, narrative: 'Said' };
    expect(issuesOf(await world.fixture.writer.update(indicatorReportDefinition, command))).toEqual([]);
    expect(await cellsOf(id)).toHaveLength(3);
  });

  it('keeps the figures of a report if an update is rejected', async () => {
    const id = await world.fixture.report(world.versionId);
    const updateReport = (more: object) =>
      world.fixture.writer.update(indicatorReportDefinition, { id, expectedVersion: 1, ...more });
    expect(issuesOf(await updateReport({ cells: [cell('1', 'Q')] }))).toEqual([
      'UNKNOWN_CODE cells.0.categories.0.category',
    ]);
    expect(issuesOf(await updateReport({ expectedVersion: 7, cells: [] }))).toEqual([
      'VERSION_CONFLICT expectedVersion',
    ]);
    expect(issuesOf(await updateReport({ period: '2025' }))).toEqual(['INVALID period']);
    expect(await cellsOf(id)).toHaveLength(3);
  });

  it('lists the figures of a report in pages, forward and backward', async () => {
    const categories = Array.from({ length: 7 }, (_, at) => ({ code: `c${at}`, label: `C${at}`, order: at }));
    const draft = await world.fixture.version(world.indicatorId);
    await world.fixture.dimension(draft, { code: 'c', exhaustive: false, categories });
    await world.fixture.adopt(draft);
    const cellInputs = categories.map(({ code }, at) => ({
      value: String(at),
      categories: [{ dimension: 'c', category: code }],
    }));
    const id = await world.fixture.report(draft, { cells: cellInputs });
    const { record, reporting } = world.fixture.read();
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
    const version = { indicatorVersionId: uuidOf(world.versionId), ecosystemId: uuidOf(world.ecosystemId) };
    const { categories, definitions } = world.fixture.read().indicator;
    const [dimension] = await definitions.dimensions(uuidOf(world.versionId));
    expect(await categories.ofDimension(dimension?.id ?? '')).toHaveLength(2);
    const rows = await world.database.orm.em
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
        transact({ database: world.database, actor: null }, (em) =>
          ensureBreakdowns(new UnitOfWork(em, { viewer: localProgram, guards: world.database.guards }), {
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
