import { anonymous, type Viewer } from '@collective-impact/sdk';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { organizationDefinition } from '../ecosystem/index.ts';
import { baselineDefinition, targetDefinition } from '../indicator/index.ts';
import { engines } from '../testing/engines.ts';
import { MeasurementFixture, uuidOf } from '../testing/measurement.fixture.ts';
import { openTestDatabase, type TestDatabase } from '../testing/open-test-database.ts';
import { statementsOf } from '../testing/statements-of.ts';
import type { DisparityArguments } from './disparity-reader.ts';

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
const income = {
  code: 'income',
  label: 'Income',
  categories: ['low', 'other'].map((code, order) => ({ code, label: code, order })),
};

function part(figure: string, category?: string): object {
  const [numerator, denominator] = figure.split('/');
  return { numerator, denominator, categories: category ? [{ dimension: 'income', category }] : [] };
}

/** Reports and releases the shares of low income and of others, by organization: numerator and denominator, or nothing. */
async function released(period: string, figures: Record<string, readonly [low: string | null, other: string | null]>) {
  for (const [name, [low, other]] of Object.entries(figures)) {
    const known = organizations.get(name) ?? (await make.organization(ecosystemId, { name }));
    organizations.set(name, known);
    const cells = [...(low ? [part(low, 'low')] : []), ...(other ? [part(other, 'other')] : [])];
    const sum = (at: number) => [low, other].reduce((all, each) => all + Number(each?.split('/')[at] ?? 0), 0);
    const total = low && other ? [part(`${sum(0)}/${sum(1)}`)] : [];
    await make.verified(versionId, { period, organizationId: known, cells: [...total, ...cells] });
  }
  await make.release(versionId, { period });
}

const toOther = { reference: 'CATEGORY', referenceCategory: 'other' } as const;

/** The disparities of low income in the newest period. */
async function newest(args: Partial<DisparityArguments> = {}, viewer: Viewer = anonymous) {
  const { record, aggregation } = make.read(viewer);
  const indicator = await record('indicator', uuidOf(indicatorId));
  if (!indicator) throw new Error('the indicator is public');
  const over = ['ORGANIZATIONS', 'PLACES'] as const;
  const all = await aggregation.disparities.ofIndicator(indicator, { dimension: 'income', over, ...toOther, ...args });
  const low = all.at(-1)?.categories.find(({ category }) => category.code === 'low');
  if (!low) throw new Error('there is no figure of low income');
  const { matchedDisparities } = aggregation;
  return {
    difference: low.difference,
    change: await matchedDisparities.change(low.matching, 'DIFFERENCE'),
    ofRatio: await matchedDisparities.change(low.matching, 'RATIO'),
    caveats: await matchedDisparities.caveats(low.matching),
    all,
    aggregation,
  };
}

const before = { A: ['300/600', '800/1000'], B: ['200/400', '750/1000'] } as const;
const after = { A: ['330/600', '800/1000'], B: ['220/400', '750/1000'] } as const;
const charter = { charter: ['450/500', '400/500'] } as const;
const changed =
  'The reporters changed: 1 of 2024 without a figure for 2023, and 0 of 2023 without a figure for 2024. Compare the two periods by `matchedChange`.';

describe.each(engines)('the change of a disparity among matched reporters on %s', (engine) => {
  beforeAll(async () => {
    database = await openTestDatabase(engine);
    make = new MeasurementFixture(database);
  });

  beforeEach(async () => {
    organizations.clear();
    ecosystemId = await make.ecosystem();
    indicatorId = await make.indicator(ecosystemId);
    versionId = await make.version(indicatorId, share);
    await make.dimension(versionId, income);
    await make.adopt(versionId);
  });

  afterAll(() => database.close());

  it('includes only organizations with figures of the category and the reference in both periods', async () => {
    await released('2023', before);
    await released('2024', { ...after, ...charter });
    // 2023: 500/1000 = 50 and 1550/2000 = 77.5. 2024 with the charter school: 1000/1500 = 66.666667 and 1950/2500 = 78.
    const found = await newest();
    expect(found.difference).toBe('-11.333333');
    // 2024 without it: 550/1000 = 55 and 77.5.
    expect(found.change).toEqual({
      previousPeriod: '2023',
      reporters: 2,
      notApplicable: 0,
      previousValue: '-27.5',
      value: '-22.5',
      change: '5',
      exactValue: '-22.5',
      comparability: 'YES',
      caveats: [],
      reason: null,
      explanation: null,
    });
    // 50/77.5, and 55/77.5.
    expect(found.ofRatio).toMatchObject({ previousValue: '0.645161', value: '0.709677', change: '0.064516' });
    expect(found.caveats).toEqual([changed]);
  });

  it('has no caveat if the same organizations reported, and is null for the first period and without organizations', async () => {
    await released('2023', before);
    await released('2024', after);
    const { change, caveats, all, aggregation } = await newest();
    expect([change?.change, caveats]).toEqual(['5', []]);
    const first = all[0]?.categories[0];
    expect(await aggregation.matchedDisparities.change(first?.matching ?? null, 'DIFFERENCE')).toBeNull();
    expect((await newest({ over: ['PLACES'] })).change).toBeNull();
  });

  it('does not match an organization without a figure of the reference in one period, and states it', async () => {
    await released('2023', { ...before, C: ['200/400', null] });
    await released('2024', { ...after, C: ['200/400', '300/400'] });
    const found = await newest();
    expect(found.change).toMatchObject({ reporters: 2, previousValue: '-27.5', value: '-22.5', change: '5' });
    expect(found.caveats).toEqual([changed]);
  });

  it.each([0, 1])(
    'is suppressed if a matched figure of the category or the reference is suppressed: %i',
    async (at) => {
      const small = ['330/600', '800/1000'];
      small[at] = '4/600';
      await released('2023', before);
      await released('2024', { ...after, A: [small[0] ?? '', small[1] ?? ''], ...charter });
      expect((await newest()).change).toMatchObject({ reporters: 2, change: null, reason: 'SUPPRESSED' });
    },
  );

  it('is suppressed if a matched figure of the previous period is suppressed', async () => {
    await released('2023', { ...before, A: ['4/600', '800/1000'] });
    await released('2024', after);
    expect((await newest()).change).toMatchObject({ reporters: 2, previousValue: null, reason: 'SUPPRESSED' });
  });

  it('is suppressed if the viewer cannot see a matched organization', async () => {
    await released('2023', before);
    await released('2024', after);
    const id = organizations.get('A') ?? '';
    const values = { id, expectedVersion: await make.versionOf(id), visibility: 'RESTRICTED' };
    expect(await make.writer.update(organizationDefinition, values)).toMatchObject({ ok: true });
    expect((await newest()).change).toMatchObject({ reporters: 2, change: null, reason: 'SUPPRESSED' });
  });

  it('is compared with the total', async () => {
    await released('2023', before);
    await released('2024', { ...after, ...charter });
    // 2023: 50 and 2050/3000 = 68.333333. 2024: 55 and 2100/3000 = 70.
    expect((await newest({ reference: 'TOTAL', referenceCategory: null })).change).toMatchObject({
      reporters: 2,
      previousValue: '-18.333333',
      value: '-15',
      change: '3.333333',
    });
  });

  it('states that the best category changed', async () => {
    await released('2023', before);
    await released('2024', { A: ['550/600', '800/1000'], B: ['350/400', '750/1000'] });
    // 2023: 50 and 77.5 of others. 2024: 900/1000 = 90, which is the best.
    const found = await newest({ reference: 'BEST', referenceCategory: null });
    const caveat = 'The best category is "other" for 2023 and "low" for 2024.';
    expect(found.change).toMatchObject({ previousValue: '-27.5', value: '0', change: '27.5', caveats: [caveat] });
    expect(found.caveats).toEqual([caveat]);
  });

  it('has the comparability of the versions of both periods', async () => {
    await released('2023', before);
    const note = { comparability: 'WITH_CAVEAT', comparabilityNote: 'Summer courses count too.' };
    versionId = await make.version(indicatorId, { ...share, ...note });
    await make.dimension(versionId, income);
    await make.adopt(versionId);
    await released('2024', after);
    const notes = [
      'The change from 2023 (version 1) to 2024 (version 2) is comparable with a caveat.',
      'Version 2 is comparable with version 1 with a caveat: Summer courses count too.',
    ];
    const { change, all } = await newest();
    expect(change).toMatchObject({ change: '5', comparability: 'WITH_CAVEAT', caveats: notes });
    expect(all.at(-1)?.categories[0]?.caveats).toEqual(notes);
  });

  it('is read by one statement for all disparities of a request', async () => {
    await released('2022', before);
    await released('2023', before);
    await released('2024', after);
    const { all, aggregation } = await newest();
    const rows = all.flatMap(({ categories }) => categories);
    const { statements } = await statementsOf(database, () =>
      Promise.all(rows.map(({ matching }) => aggregation.matchedDisparities.change(matching, 'DIFFERENCE'))),
    );
    expect(statements).toHaveLength(1);
  });

  it('is stated in the explanation of a target whose result depends on a change of reporters', async () => {
    await released('2023', before);
    await released('2024', { ...after, ...charter });
    const figure = {
      indicatorVersionId: versionId,
      visibility: 'PUBLIC',
      categories: [{ dimension: 'income', category: 'low' }],
      disparity: { ...toOther, measure: 'DIFFERENCE' },
    };
    await make.create(baselineDefinition, { ...figure, period: '2020', value: '-28' });
    const id = await make.create(targetDefinition, { ...figure, period: '2028', value: '-8' });
    const { record, aggregation } = make.read(anonymous);
    const row = await record('target', uuidOf(id));
    // The straight path from −28 to −8 is at −18 after four of eight years.
    const progress = row && (await aggregation.targets.standing(row, { on: '2025-06-30', asOf: null }));
    expect(progress).toMatchObject({ expectedOfLatest: '-18', onTrack: true, laterPeriodsWithoutFigure: 0 });
    expect(progress?.explanation).toContain(
      'The reporters changed since 2023. Among the 2 reporters of both 2023 and 2024, the difference changed from -27.5 to -22.5: not on track. The result depends on the change of reporters.',
    );
  });
});
