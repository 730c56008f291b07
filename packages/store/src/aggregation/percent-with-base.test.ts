import { anonymous } from '@collective-impact/sdk';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { baselineDefinition, targetDefinition } from '../indicator/index.ts';
import { engines } from '../testing/engines.ts';
import { MeasurementFixture, uuidOf } from '../testing/measurement.fixture.ts';
import { openTestDatabase, type TestDatabase } from '../testing/open-test-database.ts';
import { statementsOf } from '../testing/statements-of.ts';

let database: TestDatabase;
let make: MeasurementFixture;
let ecosystemId: string;
let indicatorId: string;
let versionId: string;
const organizations = new Map<string, string>();

const share = {
  kind: 'RATIO',
  countingUnit: 'PEOPLE',
  multiplier: '100',
  aggregationAcrossOrganizations: 'RATIO',
  aggregationOverTime: 'RATIO',
  denominatorOverTime: 'SUM',
  denominatorOverCategories: 'SPLIT',
};
const over = ['ORGANIZATIONS'] as const;

/** A percentage with its base, `54.3 of 300`, or a numerator and denominator, `12/20`. Of a category of sex, or all. */
function figure(text: string, category?: string): object {
  const categories = category ? [{ dimension: 'sex', category }] : [];
  const [numerator, denominator] = text.split('/');
  if (denominator !== undefined) return { numerator, denominator, categories };
  const [value, base] = text.split(' of ');
  return { value, base: Number(base), categories };
}

/** Reports and releases figures of organizations by name: of all, or of F, M and all. */
async function released(period: string, figures: Record<string, readonly string[]>): Promise<string> {
  for (const [name, [all = '', ...categories]] of Object.entries(figures)) {
    const organizationId = organizations.get(name) ?? (await make.organization(ecosystemId, { name }));
    organizations.set(name, organizationId);
    const cells = [figure(all), ...categories.map((text, at) => figure(text, ['F', 'M'][at]))];
    await make.verified(versionId, { period, organizationId, cells });
  }
  return make.release(versionId, { period });
}

async function read() {
  const { record, aggregation, release } = make.read(anonymous);
  const indicator = await record('indicator', uuidOf(indicatorId));
  if (!indicator) throw new Error('the indicator is public');
  return { record, aggregation, release, indicator };
}

describe.each(engines)('percentages that are reported with their base on %s', (engine) => {
  beforeAll(async () => {
    database = await openTestDatabase(engine);
    make = new MeasurementFixture(database);
  });

  beforeEach(async () => {
    organizations.clear();
    ecosystemId = await make.ecosystem();
    ({ indicatorId, versionId } = await make.adopted(ecosystemId, share));
  });

  afterAll(() => database.close());

  it('are added up from stored sums, pooled with numerators: 163 of 300, 49 of 80 and 30 of 60 are 242 of 440', async () => {
    await released('2024', { A: ['54.3 of 300'], B: ['61 of 80'], C: ['30/60'] });
    const { aggregation, indicator } = await read();
    const { result, statements } = await statementsOf(database, () =>
      aggregation.rollUps.ofIndicator(indicator, { over, by: [] }),
    );
    expect(result).toMatchObject([
      { value: '55', numerator: '242', denominator: '440', coverage: { figuresIncluded: 3 } },
    ]);
    expect(statements).toHaveLength(3);
    expect(statements[2]?.sql).toContain('from "released_sum"');
    await make.forgetSums(ecosystemId);
    const fromCells = await read();
    expect(await fromCells.aggregation.rollUps.ofIndicator(fromCells.indicator, { over, by: [] })).toMatchObject([
      { value: '55', numerator: '242', denominator: '440', coverage: { figuresIncluded: 3 } },
    ]);
  });

  it('have an interval if several numerators round to a value, in series too: 321 to 325 of 700', async () => {
    await released('2023', { A: ['54.3 of 300'], B: ['61 of 80'] });
    await released('2024', { A: ['54.3 of 300'], B: ['40 of 400'] });
    const { aggregation, indicator } = await read();
    const points = await aggregation.series.ofIndicator(indicator, { span: {}, by: [] });
    // 212 of 380, then 321 / 700 to 325 / 700, rounded outward.
    expect(points.filter(({ scope }) => scope === 'AGGREGATE')).toMatchObject([
      { period: '2023', value: '55.789474', interval: null, reason: null, suppressed: false },
      {
        period: '2024',
        value: null,
        status: 'OBSERVED',
        interval: { low: '45.857142', high: '46.428572' },
        reason: 'ROUNDED',
        suppressed: false,
      },
    ]);
  });

  it('have a change among matched organizations: 212 of 380, then 175 of 300 and 40 of 80', async () => {
    await released('2023', { A: ['54.3 of 300'], B: ['61 of 80'], leaves: ['50 of 40'] });
    await released('2024', { A: ['58.3 of 300'], B: ['50 of 80'], joins: ['20/40'] });
    const { aggregation, indicator } = await read();
    const figures = await aggregation.rollUps.ofIndicator(indicator, { over, by: [] });
    // 215 of 380 is 56.578947.
    expect(await aggregation.matched.change(figures.at(-1)?.matching ?? null)).toEqual({
      previousPeriod: '2023',
      reporters: 2,
      notApplicable: 0,
      previousValue: '55.789474',
      value: '56.578947',
      // 3 of 380: computed before the values are rounded.
      change: '0.789474',
      exactValue: '1075/19',
      comparability: 'YES',
      caveats: [],
      reason: null,
      explanation: null,
    });
  });

  it('have no matched change if one of its ends is an interval', async () => {
    await released('2023', { A: ['54.3 of 300'], B: ['61 of 80'] });
    await released('2024', { A: ['54.3 of 300'], B: ['40 of 400'] });
    const { aggregation, indicator } = await read();
    const figures = await aggregation.rollUps.ofIndicator(indicator, { over, by: [] });
    expect(await aggregation.matched.change(figures.at(-1)?.matching ?? null)).toMatchObject({
      reporters: 2,
      change: null,
      reason: 'ROUNDED',
      explanation: 'In 2024: Values are rounded. The numerators add up to at least 321 and at most 325 of 700.',
    });
  });

  it('have disparities: 60 of 120 and 72 of 120, a difference of -10', async () => {
    // Of A 45 % of 60 are 27 and 55 % of 60 are 33; of B 33 and 39 of 60.
    await released('2024', {
      A: ['50 of 120', '45 of 60', '55 of 60'],
      B: ['60 of 120', '55 of 60', '65 of 60'],
    });
    const { aggregation, indicator } = await read();
    const compared = await aggregation.disparities.ofIndicator(indicator, {
      dimension: 'sex',
      reference: 'CATEGORY',
      referenceCategory: 'M',
      over,
    });
    expect(compared).toMatchObject([
      {
        reference: { value: '60', numerator: '72' },
        categories: [{ figure: { value: '50', numerator: '60' }, difference: '-10', ratio: '0.833333' }, {}],
      },
    ]);
  });

  it('have an interval of the disparity to an interval, and a target of the disparity uses it', async () => {
    await released('2024', {
      A: ['50 of 500', '45 of 60', '50 of 440'],
      B: ['60 of 120', '55 of 60', '65 of 60'],
    });
    const { aggregation, indicator, record } = await read();
    const arguments_ = { dimension: 'sex', reference: 'CATEGORY', referenceCategory: 'M', over } as const;
    const [comparison] = await aggregation.disparities.ofIndicator(indicator, arguments_);
    expect(comparison?.categories[0]).toMatchObject({
      difference: null,
      ratio: null,
      reason: 'ROUNDED',
      // 60 of 120 are 50; 257 to 261 of 500 are 51.4 to 52.2.
      interval: { difference: { low: '-2.2', high: '-1.4' }, ratio: { low: '0.957854', high: '0.972763' } },
      position: 'WORSE_OFF',
    });
    const disparity = { reference: 'CATEGORY', referenceCategory: 'M', measure: 'DIFFERENCE' };
    const values = {
      indicatorVersionId: versionId,
      visibility: 'PUBLIC',
      categories: [{ dimension: 'sex', category: 'F' }],
    };
    const standing = async (period: string, value: string) => {
      const id = await make.create(targetDefinition, { ...values, disparity, period, value });
      const target = await record('target', uuidOf(id));
      if (!target) throw new Error('the target is public');
      return aggregation.targets.standing(target, { on: '2026-06-30', asOf: null });
    };
    await make.create(baselineDefinition, { ...values, disparity, period: '2022', value: '-10' });
    const latest = { value: null, interval: { low: '-2.2', high: '-1.4' } };
    expect(await standing('2024', '-3')).toMatchObject({ latest, reached: true, onTrack: true, reason: null });
    expect(await standing('2025', '-1')).toMatchObject({ latest, reached: false, reason: null });
    expect(await standing('2026', '-2')).toMatchObject({ latest, reached: null, reason: 'UNDECIDED' });
  });

  it('measure progress to a target, by an interval if both ends agree', async () => {
    const values = { indicatorVersionId: versionId, visibility: 'PUBLIC' };
    await make.create(baselineDefinition, { ...values, period: '2022', value: '40' });
    const standingOf = async (target: object) => {
      const id = await make.create(targetDefinition, { ...values, ...target });
      const { record, aggregation } = await read();
      const row = await record('target', uuidOf(id));
      if (!row) throw new Error('the target is public');
      return aggregation.targets.standing(row, { on: '2026-06-30', asOf: null });
    };
    await released('2023', { A: ['54.3 of 300'], B: ['61 of 80'] });
    expect(await standingOf({ period: '2023', value: '60' })).toMatchObject({
      latest: { value: '55.789474' },
      // 15.789474 of 20 percentage points.
      share: '0.789474',
      reached: false,
      reason: null,
    });
    await released('2024', { A: ['54.3 of 300'], B: ['40 of 400'] });
    const interval = { low: '45.857142', high: '46.428572' };
    expect(await standingOf({ period: '2024', value: '45' })).toMatchObject({
      latest: { value: null, interval },
      share: null,
      reached: true,
      onTrack: true,
      reason: null,
    });
    expect(await standingOf({ period: '2025', value: '46' })).toMatchObject({ reached: null, reason: 'UNDECIDED' });
  });

  it('are suppressed if a figure is: 3 of 40 is withheld, and its base bounds the sum', async () => {
    await released('2024', { A: ['54.3 of 300'], B: ['61 of 80'], C: ['7.5 of 40'] });
    const { aggregation, indicator } = await read();
    // 163 and 49, and from 0 to 40 of 40, are 212 to 252 of 420.
    expect(await aggregation.rollUps.ofIndicator(indicator, { over, by: [] })).toMatchObject([
      { value: null, reason: 'SUPPRESSED', interval: { low: '50.47619', high: '60' } },
    ]);
  });
});
