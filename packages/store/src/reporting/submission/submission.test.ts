import { encodeTypeId, newUuid, unwrap } from '@collective-impact/sdk';
import { indicatorReport } from '@collective-impact/sdk/reporting';
import { describe, expect, it } from 'vitest';
import { retireIndicatorVersion } from '../../indicator/index.ts';
import { engines } from '../../testing/engines.ts';
import { cell, issuesOf, uuidOf } from '../../testing/measurement.fixture.ts';
import { statementsOf } from '../../testing/statements-of.ts';
import { dataQualityRuleDefinition } from '../data-quality/data-quality-writer.ts';
import { returnIndicatorReport, submitIndicatorReport } from '../report/report-writer.ts';
import { SubmissionWorld } from './submission.fixture.ts';

const world = new SubmissionWorld();

const storedReport = async (id: string | null | undefined) => {
  const row = await world.fixture.read().record('indicator_report', id ?? '');
  if (!row) return undefined;
  const { rows } = await world.fixture.read().reporting.cells.ofReport(row, { page: {}, by: null });
  return { ...row, values: rows.map(({ value, status }) => value ?? status) };
};

describe.each(engines)('reports submitted in one call on %s', (engine) => {
  world.prepare(engine);

  it('creates submitted reports with their figures', async () => {
    const organizationId = await world.fixture.organization(world.ecosystemId);
    const place = { code: 'E12000001', label: 'North East' };
    const [first, second, third] = await world.results(
      world.report({ narrative: 'As counted' }),
      world.report({ organizationId, cells: [cell('0030'), { ...cell(null, 'F'), status: 'MISSING' }] }),
      world.report({ place, period: '2025', source: 'Lists', sourceUri: 'file:lists' }),
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
    ({ versionId: world.versionId } = await world.fixture.adopted(world.ecosystemId, { countingUnit: 'PEOPLE' }));
    const organizationId = await world.fixture.organization(world.ecosystemId);
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
    expect(Object.keys(world.report(values)).sort()).toEqual([...settable, 'sourceUri'].sort());
    const stored = async (id: string) => {
      const row = await world.fixture.read().record('indicator_report', id);
      if (!row) throw new Error('The report exists.');
      const { rows } = await world.fixture.read().reporting.cells.ofReport(row, { page: {}, by: null });
      const others = ['id', 'createdAt', 'updatedAt', 'version', 'parent', 'reportId'];
      const fieldsOf = (each: object) => Object.entries(each).filter(([name]) => !others.includes(name));
      return Object.fromEntries([...fieldsOf(row), ['cells', rows.map((each) => Object.fromEntries(fieldsOf(each)))]]);
    };
    const [first] = await world.results(world.report(values), world.report({ period: '2025' }));
    const [second] = await world.results(world.report({ ...values, period: '2026' }));
    const one = await world.fixture.report(world.versionId, { ...values, period: '2027' });
    await world.fixture.transition(submitIndicatorReport, one);
    const draft = { period: '2028', organizationId, place: values.place, narrative: 'Drafted' };
    await world.fixture.report(world.versionId, draft);
    const [changed] = await world.results(world.report({ ...values, period: '2028' }));
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
    ({ versionId: world.versionId } = await world.fixture.adopted(world.ecosystemId, ratio));
    const [first] = await world.results(world.report({ cells: [{ numerator: '23', denominator: '26' }] }));
    expect((await storedReport(first?.id))?.values).toEqual(['88.461538']);
  });

  it('updates drafts and returned reports, and keeps omitted fields', async () => {
    const draft = await world.fixture.report(world.versionId, { narrative: 'Drafted', source: 'Lists' });
    const returned = await world.fixture.report(world.versionId, { period: '2025' });
    await world.fixture.transition(submitIndicatorReport, returned);
    await world.fixture.transition(returnIndicatorReport, returned);
    const [first, second] = await world.results(
      world.report({ narrative: 'Counted', cells: [cell('31')] }),
      world.report({ period: '2025', cells: undefined }),
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
    expect(await world.outcomesOf(world.report(), world.report({ period: '2025' }))).toEqual([
      ['IMMUTABLE reports.0.period'],
      ['IMMUTABLE reports.1.period'],
    ]);
  });

  it.each<[string, () => Promise<object> | object, string[]]>([
    [
      'a value that is not a number',
      () => world.report({ cells: [cell('many')] }),
      ['INVALID reports.1.cells.0.value'],
    ],
    ['an unknown field', () => world.report({ status: 'VERIFIED' }), ['INVALID reports.1.status']],
    [
      'a period that does not match the frequency',
      () => world.report({ period: '2024-Q1' }),
      ['INVALID reports.1.period'],
    ],
    [
      'an unknown category',
      () => world.report({ cells: [cell('1', 'Q')] }),
      ['UNKNOWN_CODE reports.1.cells.0.categories.0.category'],
    ],
    [
      'a category that exceeds the total',
      () => world.report({ cells: [cell('1'), cell('2', 'F')] }),
      ['NOT_ADDITIVE reports.1.cells.0.value'],
    ],
    ['neither cells nor a narrative', () => world.report({ cells: [], period: '2022' }), ['REQUIRED reports.1.cells']],
    ['a null character', () => world.report({ narrative: 'a\0b' }), ['INVALID reports.1.narrative']],
    [
      'a version that does not exist',
      () => world.report({ indicatorVersionId: encodeTypeId('indicator_version', newUuid()) }),
      ['NOT_FOUND reports.1.indicatorVersionId'],
    ],
    [
      'an organization of another ecosystem',
      async () => world.report({ organizationId: await world.fixture.organization(await world.fixture.ecosystem()) }),
      ['OTHER_ECOSYSTEM reports.1.organizationId'],
    ],
    [
      'a version that is not adopted',
      async () => world.report({ indicatorVersionId: await world.fixture.version(world.indicatorId) }),
      ['ILLEGAL_TRANSITION reports.1.indicatorVersionId'],
    ],
    ['the same period as another report', () => world.report({ period: '2021' }), ['DUPLICATE reports.1.period']],
  ])('submits the other reports of a call if one has %s', async (_case, wrong, expected) => {
    const others = [world.report({ period: '2021' }), world.report({ period: '2023' })];
    expect(await world.outcomesOf(others[0] ?? {}, await wrong(), others[1] ?? {})).toEqual([
      'submitted',
      expected,
      'submitted',
    ]);
    expect(await world.count()).toBe(2);
  });

  it('rejects a duplicate report even if the first of the pair is rejected', async () => {
    expect(await world.outcomesOf(world.report({ cells: [cell('-1')] }), world.report())).toEqual([
      ['OUT_OF_RANGE reports.0.cells.0.value'],
      ['DUPLICATE reports.1.period'],
    ]);
  });

  it('submits existing drafts of a retired version, and rejects new reports', async () => {
    await world.fixture.report(world.versionId);
    await world.fixture.transition(retireIndicatorVersion, world.versionId);
    expect(await world.outcomesOf(world.report(), world.report({ period: '2025' }))).toEqual([
      'submitted',
      ['ILLEGAL_TRANSITION reports.1.indicatorVersionId'],
    ]);
  });

  it.each<[string, unknown, string]>([
    ['empty', [], 'REQUIRED reports'],
    ['omitted', undefined, 'REQUIRED reports'],
    ['longer than 1,000', Array(1001).fill({}), 'TOO_MANY reports'],
  ])('rejects a call whose list of reports is %s', async (_case, reports, expected) => {
    expect(issuesOf(await world.submit(reports))).toEqual([expected]);
  });

  it('returns the first result, and writes nothing, if the idempotency key is repeated', async () => {
    const key = newUuid();
    const reports = [world.report(), world.report({ period: '2024-Q1' })];
    const first = await world.submit(reports, key);
    expect(await world.submit(reports, key)).toEqual(first);
    expect(await world.count()).toBe(1);
    expect(issuesOf(await world.submit([world.report({ period: '2030' })], key))).toEqual([
      'IDEMPOTENCY_KEY_REUSED idempotencyKey',
    ]);
  });

  it('leaves the idempotency key free if every report is rejected', async () => {
    const key = newUuid();
    const early = [world.report({ organizationId: await world.fixture.organization(await world.fixture.ecosystem()) })];
    const [rejected] = unwrap(await world.submit(early, key));
    expect(rejected?.issues.map(({ code }) => code)).toEqual(['OTHER_ECOSYSTEM']);
    const [submitted] = unwrap(await world.submit([world.report()], key));
    expect(submitted?.issues).toEqual([]);
  });

  it('creates each report once if two calls submit the same reports concurrently', async () => {
    const periods = ['2020', '2021', '2022', '2023'];
    const [there, back] = [periods, periods.toReversed()].map((each) => each.map((period) => world.report({ period })));
    const outcomes = await Promise.all([world.outcomesOf(...(there ?? [])), world.outcomesOf(...(back ?? []))]);
    const submitted = outcomes.flat().filter((each) => each === 'submitted');
    expect(submitted).toHaveLength(4);
    for (const refusal of outcomes.flat().filter((each) => each !== 'submitted')) {
      expect(refusal).toEqual([expect.stringMatching(/^(DUPLICATE|IMMUTABLE) reports\.\d\.period$/)]);
    }
    expect(await world.count()).toBe(4);
  });

  it('applies blocking rules to each report together with the other reports of the call', async () => {
    const other = await world.fixture.adopted(world.ecosystemId);
    const rule = (more: object) =>
      world.fixture.create(dataQualityRuleDefinition, {
        indicatorVersionId: world.versionId,
        name: `rule-${newUuid()}`,
        blocks: true,
        ...more,
      });
    await rule({ kind: 'CHANGE', largestChange: '5', changeBy: 'ABSOLUTE' });
    await rule({ kind: 'AT_MOST', otherVersionId: other.versionId });
    await world.fixture.verified(world.versionId, { period: '2020', cells: [cell('10')] });
    const outcomes = await world.outcomesOf(
      world.report({ period: '2021', cells: [cell('15')] }),
      world.report({ period: '2022', cells: [cell('21')] }),
      world.report({ period: '2023', cells: [cell('25')] }),
      world.report({ indicatorVersionId: other.versionId, period: '2023', cells: [cell('24')] }),
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
      Array.from({ length: many }, (_, at) => world.report({ period: String(from + at) }));
    await world.results(...reports(1900, 2));
    const two = await statementsOf(world.database, () => world.results(...reports(1910, 2)));
    const hundred = await statementsOf(world.database, () => world.results(...reports(1800, 90)));
    expect(hundred.statements).toHaveLength(two.statements.length);
  });

  it('accepts 1,000 reports with 10 figures each', async () => {
    const categories = Array.from({ length: 9 }, (_, at) => ({ code: `c${at}`, label: `C${at}`, order: at }));
    world.versionId = await world.fixture.version(world.indicatorId);
    await world.fixture.dimension(world.versionId, { code: 'c', exclusive: false, exhaustive: false, categories });
    await world.fixture.adopt(world.versionId);
    const figures = categories.map(({ code }) => ({ value: '7', categories: [{ dimension: 'c', category: code }] }));
    const reports = Array.from({ length: 1000 }, (_, at) =>
      world.report({ period: String(1001 + at), cells: [cell('40'), ...figures] }),
    );
    const submitted = await world.results(...reports);
    expect(submitted.filter(({ id }) => id !== null)).toHaveLength(1000);
    expect((await storedReport(submitted[999]?.id))?.values).toHaveLength(10);
  });
});
