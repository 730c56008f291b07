import { anonymous, InputError, localProgram, type Viewer } from '@collective-impact/sdk';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { networkMembershipDefinition } from '../ecosystem/index.ts';
import { networkAdoptionDefinition } from '../indicator/index.ts';
import { engines } from '../testing/engines.ts';
import { MeasurementFixture, uuidOf } from '../testing/measurement.fixture.ts';
import { openTestDatabase, type TestDatabase } from '../testing/open-test-database.ts';
import { statementsOf } from '../testing/statements-of.ts';
import type { DisparityArguments, DisparityComparisonRow } from './disparity-reader.ts';

let database: TestDatabase;
let make: MeasurementFixture;
let ecosystemId: string;
let indicatorId: string;
let versionId: string;

const share = {
  kind: 'RATIO',
  countingUnit: 'PEOPLE',
  multiplier: '100',
  aggregationAcrossOrganizations: 'RATIO',
  aggregationOverTime: 'RATIO',
  denominatorOverTime: 'SUM',
  denominatorOverCategories: 'SPLIT',
};

const groups = {
  code: 'group',
  label: 'Group',
  categories: ['A', 'B', 'C'].map((code, order) => ({ code, label: `Group ${code}`, order })),
};

const over = ['ORGANIZATIONS'] as const;
const toTotal: DisparityArguments = { dimension: 'group', reference: 'TOTAL', over };
const toBest: DisparityArguments = { ...toTotal, reference: 'BEST' };
const toA: DisparityArguments = { ...toTotal, reference: 'CATEGORY', referenceCategory: 'A' };

async function answer(args: DisparityArguments, viewer: Viewer = anonymous): Promise<DisparityComparisonRow[]> {
  const { record, aggregation } = make.read(viewer);
  const indicator = await record('indicator', uuidOf(indicatorId));
  if (!indicator) throw new Error('the indicator is public');
  return aggregation.disparities.ofIndicator(indicator, args);
}

/** What a viewer reads, without ids. */
const linesOf = (comparisons: readonly DisparityComparisonRow[]) =>
  comparisons.flatMap(({ period, categories }) =>
    categories.map(({ category, difference, ratio, position, reason }) =>
      [period, category.code, difference ?? '-', ratio ?? '-', position ?? '-', ...(reason ? [reason] : [])].join(' '),
    ),
  );

/** A share of a category; of the total without one: `40/80`. */
function part(figure: string, category?: string): object {
  const [numerator, denominator] = figure.split('/');
  return { numerator, denominator, categories: category ? [{ dimension: 'group', category }] : [] };
}

/** A verified report of a new organization: the figures of A, B and C, and their total. */
async function reported(figures: readonly string[], more: object = {}): Promise<string> {
  const sum = (at: number) => String(figures.reduce((all, each) => all + Number(each.split('/')[at]), 0));
  const organizationId = await make.organization(ecosystemId);
  const cells = [part(`${sum(0)}/${sum(1)}`), ...figures.map((each, at) => part(each, groups.categories[at]?.code))];
  await make.verified(versionId, { organizationId, cells, ...more });
  return organizationId;
}

/** A new ecosystem with an indicator that is disaggregated by group. */
async function start(more: object = {}): Promise<void> {
  ecosystemId = await make.ecosystem();
  indicatorId = await make.indicator(ecosystemId);
  versionId = await make.version(indicatorId, { ...share, ...more });
  await make.dimension(versionId, groups);
  await make.adopt(versionId);
}

describe.each(engines)('disparities on %s', (engine) => {
  beforeAll(async () => {
    database = await openTestDatabase(engine);
    make = new MeasurementFixture(database);
  });

  beforeEach(() => start());

  afterAll(() => database.close());

  it('compares aggregated categories with a category, the best category, and the total', async () => {
    await reported(['30/60', '15/50', '40/50']);
    await reported(['30/40', '15/50', '50/70']);
    await make.release(versionId);
    // A 60/100 = 60, B 30/100 = 30, C 90/120 = 75; total 180/320 = 56.25.
    expect(linesOf(await answer(toA))).toEqual([
      '2024 A 0 1 EQUAL',
      '2024 B -30 0.5 WORSE_OFF',
      '2024 C 15 1.25 BETTER_OFF',
    ]);
    expect(linesOf(await answer(toBest))).toEqual([
      '2024 A -15 0.8 WORSE_OFF',
      '2024 B -45 0.4 WORSE_OFF',
      '2024 C 0 1 EQUAL',
    ]);
    expect(linesOf(await answer(toTotal))).toEqual([
      '2024 A 3.75 1.066667 BETTER_OFF',
      '2024 B -26.25 0.533333 WORSE_OFF',
      '2024 C 18.75 1.333333 BETTER_OFF',
    ]);
    const [comparison] = await answer(toBest);
    expect(comparison?.reference?.categories).toEqual([
      { dimension: { code: 'group', label: 'Group' }, code: 'C', label: 'Group C' },
    ]);
    expect(comparison).toMatchObject({ direction: 'INCREASE', publishedCategories: 3, suppressedCategories: 0 });
  });

  it('returns the figures and the coverage of the roll-up', async () => {
    await reported(['30/60', '15/50', '40/50']);
    await make.release(versionId);
    const { record, aggregation } = make.read(anonymous);
    const indicator = await record('indicator', uuidOf(indicatorId));
    if (!indicator) throw new Error('the indicator is public');
    const [[comparison], figures, totals] = await Promise.all([
      aggregation.disparities.ofIndicator(indicator, toTotal),
      aggregation.rollUps.ofIndicator(indicator, { over, by: ['group'] }),
      aggregation.rollUps.ofIndicator(indicator, { over, by: [] }),
    ]);
    expect(comparison?.categories.map(({ figure }) => figure)).toEqual(figures);
    expect([comparison?.reference]).toEqual(totals);
  });

  it('orders periods by time, and aggregates shorter ones', async () => {
    await start({ frequency: 'QUARTER' });
    await reported(['30/60', '15/50', '40/50'], { period: '2024-Q2' });
    await reported(['20/40', '30/50', '40/50'], { period: '2024-Q1' });
    for (const period of ['2024-Q2', '2024-Q1']) await make.release(versionId, { period });
    expect(linesOf(await answer(toA)).filter((each) => each.includes(' B '))).toEqual([
      '2024-Q1 B 10 1.2 BETTER_OFF',
      '2024-Q2 B -20 0.6 WORSE_OFF',
    ]);
    // A 50/100 and B 45/100.
    expect(linesOf(await answer({ ...toA, periods: ['2024-H1', '2023'] }))).toEqual([
      '2023 A - - - NO_DATA',
      '2023 B - - - NO_DATA',
      '2023 C - - - NO_DATA',
      '2024-H1 A 0 1 EQUAL',
      '2024-H1 B -5 0.9 WORSE_OFF',
      '2024-H1 C 30 1.6 BETTER_OFF',
    ]);
  });

  it('executes the statements of one roll-up', async () => {
    await reported(['30/60', '15/50', '40/50']);
    await make.release(versionId);
    const { record, aggregation } = make.read(anonymous);
    const indicator = await record('indicator', uuidOf(indicatorId));
    if (!indicator) throw new Error('the indicator is public');
    const { statements } = await statementsOf(database, () => aggregation.disparities.ofIndicator(indicator, toTotal));
    expect(statements.length).toBe(3);
  });

  it('is suppressed for suppressed categories, for stewards too, and never chooses one as the best', async () => {
    // C has 3 of 4 people. It is the best category, and suppressed; so is A, from which it could be computed.
    await reported(['27/56', '40/80', '3/4']);
    await make.release(versionId);
    for (const viewer of [anonymous, localProgram]) {
      expect(linesOf(await answer(toBest, viewer))).toEqual([
        '2024 A - - - SUPPRESSED',
        '2024 B 0 1 EQUAL',
        '2024 C - - - SUPPRESSED',
      ]);
    }
    const [comparison] = await answer(toBest);
    expect(comparison).toMatchObject({ publishedCategories: 1, suppressedCategories: 2 });
    expect(comparison?.categories[1]?.caveats).toEqual([
      '2 categories are suppressed. Their values can be better than the reference.',
    ]);
    expect(linesOf(await answer({ ...toA, referenceCategory: 'C' }))).toEqual([
      '2024 A - - - SUPPRESSED',
      '2024 B - - - SUPPRESSED',
      '2024 C - - - SUPPRESSED',
    ]);
  });

  it('returns the same for two ecosystems that differ in suppressed figures only', async () => {
    // A and C together are 30/60 in each.
    const worlds = ['29/56 1/4', '27/54 3/6', '22/52 8/8', '30/58 0/2'];
    const answers: string[] = [];
    for (const others of worlds) {
      await start();
      const [a = '', c = ''] = others.split(' ');
      await reported([a, '40/80', c]);
      await make.release(versionId);
      const all = [];
      for (const args of [toA, toBest, toTotal, { ...toA, referenceCategory: 'B' }, { ...toA, referenceCategory: 'C' }])
        all.push(...(await answer(args)).map(withoutIds));
      answers.push(JSON.stringify(all));
    }
    expect(new Set(answers).size).toBe(1);
    expect(answers[0]).toContain('"difference":"0"');
  });

  it('compares the categories of the members of a network', async () => {
    const network = await make.ecosystem({ kind: 'NETWORK' });
    const networkIndicator = await make.indicator(network);
    const networkVersionId = await make.version(networkIndicator, share);
    await make.dimension(networkVersionId, groups);
    await make.adopt(networkVersionId);
    for (const figures of [
      ['30/60', '15/50', '40/50'],
      ['30/40', '15/50', '50/70'],
    ]) {
      await start();
      const member = { networkId: network, memberId: ecosystemId, startedOn: '2020-01-01' };
      for (const side of [network, ecosystemId])
        await make.create(networkMembershipDefinition, { ...member, ecosystemId: side });
      const half = { networkVersionId, adopterId: ecosystemId, startsOn: '2020-01-01', visibility: 'PUBLIC' };
      await make.create(networkAdoptionDefinition, { ...half, ecosystemId, localVersionId: versionId });
      await make.create(networkAdoptionDefinition, { ...half, ecosystemId: network });
      await reported(figures);
      await make.release(versionId);
    }
    indicatorId = networkIndicator;
    const units = ['ORGANIZATIONS', 'ECOSYSTEMS'] as const;
    expect(linesOf(await answer({ ...toBest, over: units }))).toEqual([
      '2024 A -15 0.8 WORSE_OFF',
      '2024 B -45 0.4 WORSE_OFF',
      '2024 C 0 1 EQUAL',
    ]);
    const [comparison] = await answer({ ...toBest, over: units });
    expect(comparison?.reference?.coverage).toMatchObject({ ecosystems: 2, expectedEcosystems: 2 });
  });

  it('rejects an unknown dimension, a reference category that does not fit, and BEST without a direction', async () => {
    await expect(answer({ ...toTotal, dimension: 'grop' })).rejects.toThrow(InputError);
    await expect(answer({ ...toTotal, dimension: 'grop' })).rejects.toThrow(/"grop".*Did you mean "group"\?/);
    await expect(answer({ ...toA, referenceCategory: 'X' })).rejects.toThrow(/Known values: "A", "B", "C"/);
    await expect(answer({ ...toA, referenceCategory: null })).rejects.toThrow(/`referenceCategory` is required/);
    const two = answer({ ...toBest, dimension: 'grop', referenceCategory: 'A' });
    await expect(two).rejects.toThrow(/`dimension` is "grop".* `referenceCategory` is allowed only if/);
    await start({ direction: 'MAINTAIN', tolerance: '1' });
    await expect(answer(toBest)).rejects.toThrow(/the direction of version 1 is MAINTAIN/);
    expect(await answer(toTotal)).toEqual([]);
  });

  it('rejects a dimension that the viewer cannot see', async () => {
    await reported(['30/60', '15/50', '40/50']);
    await make.release(versionId);
    await database.orm.em
      .fork()
      .execute(`update "dimension" set "visibility" = 'MEMBERS' where "indicator_version_id" = ?`, [uuidOf(versionId)]);
    await expect(answer(toA)).rejects.toThrow(/It has no dimensions/);
    expect(linesOf(await answer(toA, localProgram))).toHaveLength(3);
  });
});

/** A comparison as the gateway returns it. Ids differ between ecosystems. */
function withoutIds(comparison: DisparityComparisonRow): unknown {
  const withoutId = ({
    ecosystemId: _,
    versionId: __,
    coverage,
    matching: ___,
    matchable: ____,
    ...figure
  }: DisparityComparisonRow['categories'][number]['figure']) => {
    const { releaseIds: _____, missingIn: ______, includedIn: _______, reportsIn: ________, ...counts } = coverage;
    return { ...figure, coverage: counts };
  };
  const { ecosystemId: _, reference, categories, ...rest } = comparison;
  return {
    ...rest,
    reference: reference && withoutId(reference),
    categories: categories.map(({ figure, ...each }) => ({ ...each, figure: withoutId(figure) })),
  };
}
