import { encodeTypeId, newUuid } from '@collective-impact/sdk';
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
let make: MeasurementFixture;
let ecosystemId: string;
let indicatorId: string;
let versionId: string;

const one = (more: object = {}) => ({
  indicatorVersionId: versionId,
  period: '2024',
  cells: [cell('30'), cell('10', 'F'), cell('20', 'M')],
  ...more,
});
const submit = (reports: unknown, idempotencyKey?: string) =>
  submitIndicatorReports(make.writer, { reports, ...(idempotencyKey ? { idempotencyKey } : {}) });
const results = async (...reports: object[]): Promise<SubmittedReport[]> => {
  const outcome = await submit(reports);
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.issues));
  return outcome.value;
};
const told = async (...reports: object[]) =>
  (await results(...reports)).map(({ id, issues }) =>
    id === null ? issues.map(({ code, path }) => `${code} ${path.join('.')}`) : 'handed in',
  );
const report = async (id: string | null | undefined) => {
  const row = await make.read().record('indicator_report', id ?? '');
  if (!row) return undefined;
  const { rows } = await make.read().reporting.cells.ofReport(row, { page: {}, by: null });
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

describe.each(engines)('reports that are handed in together on %s', (engine) => {
  beforeAll(async () => {
    database = await openTestDatabase(engine);
    make = new MeasurementFixture(database);
  });

  beforeEach(async () => {
    ecosystemId = await make.ecosystem();
    ({ indicatorId, versionId } = await make.adopted(ecosystemId));
  });

  afterAll(() => database.close());

  it('are created, each with its figures', async () => {
    const organizationId = await make.organization(ecosystemId);
    const place = { code: 'E12000001', label: 'North East' };
    const [first, second, third] = await results(
      one({ narrative: 'As counted' }),
      one({ organizationId, cells: [cell('0030'), { ...cell(null, 'F'), status: 'MISSING' }] }),
      one({ place, period: '2025', source: 'Lists', sourceUri: 'file:lists' }),
    );
    expect(await report(first?.id)).toMatchObject({
      status: 'SUBMITTED',
      visibility: 'RESTRICTED',
      version: 1,
      organizationId: null,
      narrative: 'As counted',
      periodStart: '2024-01-01',
      values: ['30', '10', '20'],
    });
    expect(await report(second?.id)).toMatchObject({
      organizationId: uuidOf(organizationId),
      values: ['30', 'MISSING'],
    });
    expect(await report(third?.id)).toMatchObject({
      place: { scheme: 'place', ...place },
      source: 'Lists',
      sourceUri: 'file:lists',
    });
  });

  it('have the value that the parts of a ratio make', async () => {
    const ratio = {
      kind: 'RATIO',
      multiplier: '100',
      aggregationAcrossOrganizations: 'RATIO',
      aggregationOverTime: 'RATIO',
    };
    ({ versionId } = await make.adopted(ecosystemId, ratio));
    const [made] = await results(one({ cells: [{ numerator: '23', denominator: '26' }] }));
    expect((await report(made?.id))?.values).toEqual(['88.461538']);
  });

  it('change a draft, and one that was returned; what they do not say stays', async () => {
    const draft = await make.report(versionId, { narrative: 'Drafted', source: 'Lists' });
    const returned = await make.report(versionId, { period: '2025' });
    await make.step(submitIndicatorReport, returned);
    await make.step(returnIndicatorReport, returned);
    const [first, second] = await results(
      one({ narrative: 'Counted', cells: [cell('31')] }),
      one({ period: '2025', cells: undefined }),
    );
    expect([first?.id, second?.id]).toEqual([uuidOf(draft), uuidOf(returned)]);
    expect(await report(first?.id)).toMatchObject({
      status: 'SUBMITTED',
      version: 2,
      narrative: 'Counted',
      source: 'Lists',
      values: ['31'],
    });
    expect(await report(second?.id)).toMatchObject({ status: 'SUBMITTED', version: 4, values: ['30', '10', '20'] });
    expect(await told(one(), one({ period: '2025' }))).toEqual([
      ['IMMUTABLE reports.0.period'],
      ['IMMUTABLE reports.1.period'],
    ]);
  });

  it.each<[string, () => Promise<object> | object, string[]]>([
    ['a figure that is none', () => one({ cells: [cell('many')] }), ['INVALID reports.1.cells.0.value']],
    ['an unknown field', () => one({ status: 'VERIFIED' }), ['INVALID reports.1.status']],
    ['another period', () => one({ period: '2024-Q1' }), ['INVALID reports.1.period']],
    [
      'an unknown category',
      () => one({ cells: [cell('1', 'Q')] }),
      ['UNKNOWN_CODE reports.1.cells.0.categories.0.category'],
    ],
    [
      'parts that do not add up',
      () => one({ cells: [cell('1'), cell('2', 'F')] }),
      ['NOT_ADDITIVE reports.1.cells.0.value'],
    ],
    ['nothing said', () => one({ cells: [], period: '2022' }), ['REQUIRED reports.1.cells']],
    ['a character that is none', () => one({ narrative: 'a\0b' }), ['INVALID reports.1.narrative']],
    [
      'no such version',
      () => one({ indicatorVersionId: encodeTypeId('indicator_version', newUuid()) }),
      ['NOT_FOUND reports.1.indicatorVersionId'],
    ],
    [
      'an organization elsewhere',
      async () => one({ organizationId: await make.organization(await make.ecosystem()) }),
      ['OTHER_ECOSYSTEM reports.1.organizationId'],
    ],
    [
      'a version that is not adopted',
      async () => one({ indicatorVersionId: await make.version(indicatorId) }),
      ['ILLEGAL_TRANSITION reports.1.indicatorVersionId'],
    ],
    ['the same twice', () => one({ period: '2021' }), ['DUPLICATE reports.1.period']],
  ])('go on without one that has %s', async (_case, wrong, expected) => {
    const others = [one({ period: '2021' }), one({ period: '2023' })];
    expect(await told(others[0] ?? {}, await wrong(), others[1] ?? {})).toEqual(['handed in', expected, 'handed in']);
    expect(await count()).toBe(2);
  });

  it('name the same twice also where the first of them is wrong', async () => {
    expect(await told(one({ cells: [cell('-1')] }), one())).toEqual([
      ['OUT_OF_RANGE reports.0.cells.0.value'],
      ['DUPLICATE reports.1.period'],
    ]);
  });

  it('are handed in for a version of earlier where they are there', async () => {
    await make.report(versionId);
    await make.step(retireIndicatorVersion, versionId);
    expect(await told(one(), one({ period: '2025' }))).toEqual([
      'handed in',
      ['ILLEGAL_TRANSITION reports.1.indicatorVersionId'],
    ]);
  });

  it.each<[string, unknown, string]>([
    ['none', [], 'REQUIRED reports'],
    ['nothing', undefined, 'REQUIRED reports'],
    ['too many', Array(1001).fill({}), 'TOO_MANY reports'],
  ])('are refused as a whole where they are %s', async (_case, reports, expected) => {
    expect(issuesOf(await submit(reports))).toEqual([expected]);
  });

  it('answer a repeat under the same key as the first time, and write nothing more', async () => {
    const key = newUuid();
    const call = [one(), one({ period: '2024-Q1' })];
    const first = await submit(call, key);
    expect(await submit(call, key)).toEqual(first);
    expect(await count()).toBe(1);
    expect(issuesOf(await submit([one({ period: '2030' })], key))).toEqual(['IDEMPOTENCY_KEY_REUSED idempotencyKey']);
  });

  it('are created once where two hand in the same at once', async () => {
    const periods = ['2020', '2021', '2022', '2023'];
    const [there, back] = [periods, periods.toReversed()].map((each) => each.map((period) => one({ period })));
    const outcomes = await Promise.all([told(...(there ?? [])), told(...(back ?? []))]);
    const handedIn = outcomes.flat().filter((each) => each === 'handed in');
    expect(handedIn).toHaveLength(4);
    for (const refusal of outcomes.flat().filter((each) => each !== 'handed in')) {
      expect(refusal).toEqual([expect.stringMatching(/^(DUPLICATE|IMMUTABLE) reports\.\d\.period$/)]);
    }
    expect(await count()).toBe(4);
  });

  it('are judged by the rules that block, beside what stands in the same call', async () => {
    const other = await make.adopted(ecosystemId);
    const rule = (more: object) =>
      make.create(dataQualityRuleDefinition, {
        indicatorVersionId: versionId,
        name: `of-${newUuid()}`,
        blocks: true,
        ...more,
      });
    await rule({ kind: 'CHANGE', largestChange: '5', changeBy: 'ABSOLUTE' });
    await rule({ kind: 'AT_MOST', otherVersionId: other.versionId });
    await make.verified(versionId, { period: '2020', cells: [cell('10')] });
    const told_ = await told(
      one({ period: '2021', cells: [cell('15')] }),
      one({ period: '2022', cells: [cell('21')] }),
      one({ period: '2023', cells: [cell('25')] }),
      one({ indicatorVersionId: other.versionId, period: '2023', cells: [cell('24')] }),
    );
    expect(told_).toEqual([
      'handed in',
      ['DATA_QUALITY reports.1.cells.0.value'],
      ['DATA_QUALITY reports.2.cells.0.value'],
      'handed in',
    ]);
  });

  it('are written in as many statements, however many they are', async () => {
    const call = (from: number, many: number) =>
      Array.from({ length: many }, (_, at) => one({ period: String(from + at) }));
    await results(...call(1900, 2));
    const two = await statementsOf(database, () => results(...call(1910, 2)));
    const hundred = await statementsOf(database, () => results(...call(1800, 90)));
    expect(hundred.statements).toHaveLength(two.statements.length);
  });

  it('can be a thousand of ten figures', async () => {
    const categories = Array.from({ length: 9 }, (_, at) => ({ code: `c${at}`, label: `C${at}`, order: at }));
    versionId = await make.version(indicatorId);
    await make.dimension(versionId, { code: 'c', exclusive: false, exhaustive: false, categories });
    await make.adopt(versionId);
    const figures = categories.map(({ code }) => ({ value: '7', categories: [{ dimension: 'c', category: code }] }));
    const call = Array.from({ length: 1000 }, (_, at) =>
      one({ period: String(1001 + at), cells: [cell('40'), ...figures] }),
    );
    const taken = await results(...call);
    expect(taken.filter(({ id }) => id !== null)).toHaveLength(1000);
    expect((await report(taken[999]?.id))?.values).toHaveLength(10);
  });
});

describe('reports that are handed in together with others who write, on postgresql', () => {
  beforeAll(async () => {
    database = await openTestDatabase('postgresql');
    make = new MeasurementFixture(database);
    ecosystemId = await make.ecosystem();
    ({ indicatorId, versionId } = await make.adopted(ecosystemId));
  });

  afterAll(() => database.close());

  it('leave out one that someone else creates at the same moment', async () => {
    const created = sql`insert into "indicator_report" ("id", "ecosystem_id", "visibility", "indicator_version_id", "reporter_id",
        "place_key", "period", "period_start", "period_end", "status")
      values (${newUuid()}::uuid, ${uuidOf(ecosystemId)}::uuid, 'RESTRICTED', ${uuidOf(versionId)}::uuid, ${uuidOf(ecosystemId)}::uuid,
        '', '2024', '2024-01-01', '2024-12-31', 'DRAFT')`;
    const outcomes = await whileHeld(database, {
      statement: created,
      work: () => [told(one({ period: '2023' }), one(), one({ period: '2025' }))],
    });
    expect(outcomes).toEqual([['handed in', ['DUPLICATE reports.1.period'], 'handed in']]);
    expect(await count()).toBe(3);
  });
});
