import { encodeTypeId, newUuid, unwrap } from '@collective-impact/sdk';
import { indicatorReport } from '@collective-impact/sdk/reporting';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { retireIndicatorVersion } from '../indicator/index.ts';
import { engines } from '../testing/engines.ts';
import { cell, issuesOf, MeasurementFixture, uuidOf } from '../testing/measurement.fixture.ts';
import { openTestDatabase, type TestDatabase } from '../testing/open-test-database.ts';
import { statementsOf } from '../testing/statements-of.ts';
import { whileHeld } from '../testing/while-held.ts';
import { dataQualityRuleDefinition } from './data-quality-writer.ts';
import { returnIndicatorReport, submitIndicatorReport } from './report-writer.ts';
import { type SubmittedReport, submitIndicatorReports } from './submission-writer.ts';

let database: TestDatabase;
let fixture: MeasurementFixture;
let ecosystemId: string;
let indicatorId: string;
let versionId: string;

const report = (more: object = {}) => ({
  indicatorVersionId: versionId,
  period: '2024',
  cells: [cell('30'), cell('10', 'F'), cell('20', 'M')],
  ...more,
});
const submit = (reports: unknown, idempotencyKey?: string) =>
  submitIndicatorReports(fixture.writer, { reports, ...(idempotencyKey ? { idempotencyKey } : {}) });
const results = async (...reports: object[]): Promise<SubmittedReport[]> => {
  const outcome = await submit(reports);
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.issues));
  return outcome.value;
};
const outcomesOf = async (...reports: object[]) =>
  (await results(...reports)).map(({ id, issues }) =>
    id === null ? issues.map(({ code, path }) => `${code} ${path.join('.')}`) : 'submitted',
  );
const storedReport = async (id: string | null | undefined) => {
  const row = await fixture.read().record('indicator_report', id ?? '');
  if (!row) return undefined;
  const { rows } = await fixture.read().reporting.cells.ofReport(row, { page: {}, by: null });
  return { ...row, values: rows.map(({ value, status }) => value ?? status) };
};
const count = async () => {
  const [row] = await database.orm.em
    .fork()
    .execute('select count(*) as "count" from "indicator_report" where "indicator_version_id" = ?', [
      uuidOf(versionId),
    ]);
  return Number(row?.count);
};

describe.each(engines)('reports submitted in one call on %s', (engine) => {
  beforeAll(async () => {
    database = await openTestDatabase(engine);
    fixture = new MeasurementFixture(database);
  });

  beforeEach(async () => {
    ecosystemId = await fixture.ecosystem();
    ({ indicatorId, versionId } = await fixture.adopted(ecosystemId));
  });

  afterAll(() => database.close());

  it('creates submitted reports with their figures', async () => {
    const organizationId = await fixture.organization(ecosystemId);
    const place = { code: 'E12000001', label: 'North East' };
    const [first, second, third] = await results(
      report({ narrative: 'As counted' }),
      report({ organizationId, cells: [cell('0030'), { ...cell(null, 'F'), status: 'MISSING' }] }),
      report({ place, period: '2025', source: 'Lists', sourceUri: 'file:lists' }),
    );
    expect(await storedReport(first?.id)).toMatchObject({
      status: 'SUBMITTED',
      visibility: 'RESTRICTED',
      version: 1,
      organizationId: null,
      narrative: 'As counted',
      periodStart: '2024-01-01',
      values: ['30', '10', '20'],
    });
    expect(await storedReport(second?.id)).toMatchObject({
      organizationId: uuidOf(organizationId),
      values: ['30', 'MISSING'],
    });
    expect(await storedReport(third?.id)).toMatchObject({
      place: { scheme: 'place', ...place },
      source: 'Lists',
      sourceUri: 'file:lists',
    });
  });

  it('store every field that a report and its figures can have, when they are created and changed', async () => {
    ({ versionId } = await fixture.adopted(ecosystemId, { countingUnit: 'PEOPLE' }));
    const organizationId = await fixture.organization(ecosystemId);
    const values = {
      organizationId,
      place: { code: 'E12000001', label: 'North East' },
      methodNote: 'Counted on one day',
      source: 'Lists',
      narrative: 'As counted',
      sourceUri: 'file:lists',
      cells: [
        { ...cell('30'), base: 40, standardError: '1.5', status: 'ESTIMATED' },
        { ...cell(null, 'F'), lowerBound: '5', upperBound: '9' },
      ],
    };
    const settable = Object.keys(indicatorReport.fields).filter((name) => name !== 'status');
    expect(Object.keys(report(values)).sort()).toEqual([...settable, 'sourceUri'].sort());
    const stored = async (id: string) => {
      const row = await fixture.read().record('indicator_report', id);
      if (!row) throw new Error('The report exists.');
      const { rows } = await fixture.read().reporting.cells.ofReport(row, { page: {}, by: null });
      const others = ['id', 'createdAt', 'updatedAt', 'version', 'parent', 'reportId'];
      const fieldsOf = (each: object) => Object.entries(each).filter(([name]) => !others.includes(name));
      return Object.fromEntries([...fieldsOf(row), ['cells', rows.map((each) => Object.fromEntries(fieldsOf(each)))]]);
    };
    const [first] = await results(report(values), report({ period: '2025' }));
    const [second] = await results(report({ ...values, period: '2026' }));
    const one = await fixture.report(versionId, { ...values, period: '2027' });
    await fixture.transition(submitIndicatorReport, one);
    const draft = { period: '2028', organizationId, place: values.place, narrative: 'Drafted' };
    await fixture.report(versionId, draft);
    const [changed] = await results(report({ ...values, period: '2028' }));
    const ofPeriod = (year: string) => ({ period: year, periodStart: `${year}-01-01`, periodEnd: `${year}-12-31` });
    const expected = await stored(uuidOf(one));
    expect(expected).toMatchObject({ methodNote: 'Counted on one day', status: 'SUBMITTED' });
    for (const [year, each] of Object.entries({ 2024: first, 2026: second, 2028: changed }))
      expect(await stored(each?.id ?? '')).toEqual({ ...expected, ...ofPeriod(year) });
  });

  it('computes the value of a ratio from its numerator and denominator', async () => {
    const ratio = {
      kind: 'RATIO',
      multiplier: '100',
      aggregationAcrossOrganizations: 'RATIO',
      aggregationOverTime: 'RATIO',
    };
    ({ versionId } = await fixture.adopted(ecosystemId, ratio));
    const [first] = await results(report({ cells: [{ numerator: '23', denominator: '26' }] }));
    expect((await storedReport(first?.id))?.values).toEqual(['88.461538']);
  });

  it('updates drafts and returned reports, and keeps omitted fields', async () => {
    const draft = await fixture.report(versionId, { narrative: 'Drafted', source: 'Lists' });
    const returned = await fixture.report(versionId, { period: '2025' });
    await fixture.transition(submitIndicatorReport, returned);
    await fixture.transition(returnIndicatorReport, returned);
    const [first, second] = await results(
      report({ narrative: 'Counted', cells: [cell('31')] }),
      report({ period: '2025', cells: undefined }),
    );
    expect([first?.id, second?.id]).toEqual([uuidOf(draft), uuidOf(returned)]);
    expect(await storedReport(first?.id)).toMatchObject({
      status: 'SUBMITTED',
      version: 2,
      narrative: 'Counted',
      source: 'Lists',
      values: ['31'],
    });
    expect(await storedReport(second?.id)).toMatchObject({
      status: 'SUBMITTED',
      version: 4,
      values: ['30', '10', '20'],
    });
    expect(await outcomesOf(report(), report({ period: '2025' }))).toEqual([
      ['IMMUTABLE reports.0.period'],
      ['IMMUTABLE reports.1.period'],
    ]);
  });

  it.each<[string, () => Promise<object> | object, string[]]>([
    ['a value that is not a number', () => report({ cells: [cell('many')] }), ['INVALID reports.1.cells.0.value']],
    ['an unknown field', () => report({ status: 'VERIFIED' }), ['INVALID reports.1.status']],
    ['a period that does not match the frequency', () => report({ period: '2024-Q1' }), ['INVALID reports.1.period']],
    [
      'an unknown category',
      () => report({ cells: [cell('1', 'Q')] }),
      ['UNKNOWN_CODE reports.1.cells.0.categories.0.category'],
    ],
    [
      'a category that exceeds the total',
      () => report({ cells: [cell('1'), cell('2', 'F')] }),
      ['NOT_ADDITIVE reports.1.cells.0.value'],
    ],
    ['neither cells nor a narrative', () => report({ cells: [], period: '2022' }), ['REQUIRED reports.1.cells']],
    ['a null character', () => report({ narrative: 'a\0b' }), ['INVALID reports.1.narrative']],
    [
      'a version that does not exist',
      () => report({ indicatorVersionId: encodeTypeId('indicator_version', newUuid()) }),
      ['NOT_FOUND reports.1.indicatorVersionId'],
    ],
    [
      'an organization of another ecosystem',
      async () => report({ organizationId: await fixture.organization(await fixture.ecosystem()) }),
      ['OTHER_ECOSYSTEM reports.1.organizationId'],
    ],
    [
      'a version that is not adopted',
      async () => report({ indicatorVersionId: await fixture.version(indicatorId) }),
      ['ILLEGAL_TRANSITION reports.1.indicatorVersionId'],
    ],
    ['the same period as another report', () => report({ period: '2021' }), ['DUPLICATE reports.1.period']],
  ])('submits the other reports of a call if one has %s', async (_case, wrong, expected) => {
    const others = [report({ period: '2021' }), report({ period: '2023' })];
    expect(await outcomesOf(others[0] ?? {}, await wrong(), others[1] ?? {})).toEqual([
      'submitted',
      expected,
      'submitted',
    ]);
    expect(await count()).toBe(2);
  });

  it('rejects a duplicate report even if the first of the pair is rejected', async () => {
    expect(await outcomesOf(report({ cells: [cell('-1')] }), report())).toEqual([
      ['OUT_OF_RANGE reports.0.cells.0.value'],
      ['DUPLICATE reports.1.period'],
    ]);
  });

  it('submits existing drafts of a retired version, and rejects new reports', async () => {
    await fixture.report(versionId);
    await fixture.transition(retireIndicatorVersion, versionId);
    expect(await outcomesOf(report(), report({ period: '2025' }))).toEqual([
      'submitted',
      ['ILLEGAL_TRANSITION reports.1.indicatorVersionId'],
    ]);
  });

  it.each<[string, unknown, string]>([
    ['empty', [], 'REQUIRED reports'],
    ['omitted', undefined, 'REQUIRED reports'],
    ['longer than 1,000', Array(1001).fill({}), 'TOO_MANY reports'],
  ])('rejects a call whose list of reports is %s', async (_case, reports, expected) => {
    expect(issuesOf(await submit(reports))).toEqual([expected]);
  });

  it('returns the first result, and writes nothing, if the idempotency key is repeated', async () => {
    const key = newUuid();
    const reports = [report(), report({ period: '2024-Q1' })];
    const first = await submit(reports, key);
    expect(await submit(reports, key)).toEqual(first);
    expect(await count()).toBe(1);
    expect(issuesOf(await submit([report({ period: '2030' })], key))).toEqual([
      'IDEMPOTENCY_KEY_REUSED idempotencyKey',
    ]);
  });

  it('leaves the idempotency key free if every report is rejected', async () => {
    const key = newUuid();
    const early = [report({ organizationId: await fixture.organization(await fixture.ecosystem()) })];
    const [rejected] = unwrap(await submit(early, key));
    expect(rejected?.issues.map(({ code }) => code)).toEqual(['OTHER_ECOSYSTEM']);
    const [submitted] = unwrap(await submit([report()], key));
    expect(submitted?.issues).toEqual([]);
  });

  it('creates each report once if two calls submit the same reports concurrently', async () => {
    const periods = ['2020', '2021', '2022', '2023'];
    const [there, back] = [periods, periods.toReversed()].map((each) => each.map((period) => report({ period })));
    const outcomes = await Promise.all([outcomesOf(...(there ?? [])), outcomesOf(...(back ?? []))]);
    const submitted = outcomes.flat().filter((each) => each === 'submitted');
    expect(submitted).toHaveLength(4);
    for (const refusal of outcomes.flat().filter((each) => each !== 'submitted')) {
      expect(refusal).toEqual([expect.stringMatching(/^(DUPLICATE|IMMUTABLE) reports\.\d\.period$/)]);
    }
    expect(await count()).toBe(4);
  });

  it('applies blocking rules to each report together with the other reports of the call', async () => {
    const other = await fixture.adopted(ecosystemId);
    const rule = (more: object) =>
      fixture.create(dataQualityRuleDefinition, {
        indicatorVersionId: versionId,
        name: `rule-${newUuid()}`,
        blocks: true,
        ...more,
      });
    await rule({ kind: 'CHANGE', largestChange: '5', changeBy: 'ABSOLUTE' });
    await rule({ kind: 'AT_MOST', otherVersionId: other.versionId });
    await fixture.verified(versionId, { period: '2020', cells: [cell('10')] });
    const outcomes = await outcomesOf(
      report({ period: '2021', cells: [cell('15')] }),
      report({ period: '2022', cells: [cell('21')] }),
      report({ period: '2023', cells: [cell('25')] }),
      report({ indicatorVersionId: other.versionId, period: '2023', cells: [cell('24')] }),
    );
    expect(outcomes).toEqual([
      'submitted',
      ['DATA_QUALITY reports.1.cells.0.value'],
      ['DATA_QUALITY reports.2.cells.0.value'],
      'submitted',
    ]);
  });

  it('executes a number of statements that does not depend on the number of reports', async () => {
    const reports = (from: number, many: number) =>
      Array.from({ length: many }, (_, at) => report({ period: String(from + at) }));
    await results(...reports(1900, 2));
    const two = await statementsOf(database, () => results(...reports(1910, 2)));
    const hundred = await statementsOf(database, () => results(...reports(1800, 90)));
    expect(hundred.statements).toHaveLength(two.statements.length);
  });

  it('accepts 1,000 reports with 10 figures each', async () => {
    const categories = Array.from({ length: 9 }, (_, at) => ({ code: `c${at}`, label: `C${at}`, order: at }));
    versionId = await fixture.version(indicatorId);
    await fixture.dimension(versionId, { code: 'c', exclusive: false, exhaustive: false, categories });
    await fixture.adopt(versionId);
    const figures = categories.map(({ code }) => ({ value: '7', categories: [{ dimension: 'c', category: code }] }));
    const reports = Array.from({ length: 1000 }, (_, at) =>
      report({ period: String(1001 + at), cells: [cell('40'), ...figures] }),
    );
    const submitted = await results(...reports);
    expect(submitted.filter(({ id }) => id !== null)).toHaveLength(1000);
    expect((await storedReport(submitted[999]?.id))?.values).toHaveLength(10);
  });
});

describe('reports submitted in one call beside concurrent writers, on postgresql', () => {
  beforeAll(async () => {
    database = await openTestDatabase('postgresql');
    fixture = new MeasurementFixture(database);
    ecosystemId = await fixture.ecosystem();
    ({ indicatorId, versionId } = await fixture.adopted(ecosystemId));
  });

  afterAll(() => database.close());

  it('submits the other reports of a call if a concurrent transaction creates one', async () => {
    const created = sql`insert into "indicator_report" ("id", "ecosystem_id", "visibility", "indicator_version_id", "reporter_id",
        "place_key", "period", "period_start", "period_end", "status")
      values (${newUuid()}::uuid, ${uuidOf(ecosystemId)}::uuid, 'RESTRICTED', ${uuidOf(versionId)}::uuid, ${uuidOf(ecosystemId)}::uuid,
        '', '2024', '2024-01-01', '2024-12-31', 'DRAFT')`;
    const outcomes = await whileHeld(database, {
      statement: created,
      work: () => [outcomesOf(report({ period: '2023' }), report(), report({ period: '2025' }))],
    });
    expect(outcomes).toEqual([['submitted', ['DUPLICATE reports.1.period'], 'submitted']]);
    expect(await count()).toBe(3);
  });
});
