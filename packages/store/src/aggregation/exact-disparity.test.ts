import { anonymous } from '@collective-impact/sdk';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { baselineDefinition, targetDefinition } from '../indicator/index.ts';
import { engines } from '../testing/engines.ts';
import { MeasurementFixture, uuidOf } from '../testing/measurement.fixture.ts';
import { openTestDatabase, type TestDatabase } from '../testing/open-test-database.ts';

let database: TestDatabase;
let make: MeasurementFixture;

const share = {
  kind: 'RATIO',
  countingUnit: 'EVENTS',
  multiplier: '100',
  aggregationAcrossOrganizations: 'RATIO',
  aggregationOverTime: 'RATIO',
  denominatorOverTime: 'SUM',
  denominatorOverCategories: 'SPLIT',
};

const groups = {
  code: 'group',
  label: 'Group',
  categories: ['A', 'B'].map((code, order) => ({ code, label: `Group ${code}`, order })),
};

/** Cells of the groups A and B from figures such as `20/30`. */
const cellsOf = (...figures: string[]) =>
  figures.map((figure, at) => {
    const [numerator, denominator] = figure.split('/');
    return { numerator, denominator, categories: [{ dimension: 'group', category: groups.categories[at]?.code }] };
  });

/**
 * Progress on the last day of 2023 from a baseline of 2022 to a target of 2025, by the disparity of B to A. The straight path is
 * then at a third of the distance.
 */
async function progress(
  measure: 'DIFFERENCE' | 'RATIO',
  of: { from: string; to: string; ofA: string; ofB: string; direction?: string },
) {
  const ecosystemId = await make.ecosystem();
  const { direction = 'INCREASE' } = of;
  const versionId = await make.version(await make.indicator(ecosystemId), { ...share, direction });
  await make.dimension(versionId, groups);
  await make.adopt(versionId);
  const reference = {
    indicatorVersionId: versionId,
    visibility: 'PUBLIC',
    categories: [{ dimension: 'group', category: 'B' }],
    disparity: { reference: 'CATEGORY', referenceCategory: 'A', measure },
  };
  await make.create(baselineDefinition, { ...reference, period: '2022', value: of.from });
  const id = await make.create(targetDefinition, { ...reference, period: '2025', value: of.to });
  const organizationId = await make.organization(ecosystemId);
  await make.verified(versionId, { organizationId, period: '2023', cells: cellsOf(of.ofA, of.ofB) });
  await make.release(versionId, { period: '2023', releasedOn: '2023-12-31' });
  const { record, aggregation } = make.read(anonymous);
  const row = await record('target', uuidOf(id));
  if (!row) throw new Error('the target is public');
  return aggregation.targets.standing(row, { on: '2023-12-31', asOf: '2023-12-31' });
}

describe.each(engines)('progress by disparities that are rounded for output, on %s', (engine) => {
  beforeAll(async () => {
    database = await openTestDatabase(engine);
    make = new MeasurementFixture(database);
  });

  afterAll(() => database.close());

  it('is on track by a ratio of a third', async () => {
    // 20/100 of 60/100, and a quotient of quotients: 2/9 of 2/3.
    for (const [ofA, ofB] of [
      ['60/100', '20/100'],
      ['20/30', '20/90'],
    ] as const)
      expect(await progress('RATIO', { from: '0', to: '1', ofA, ofB })).toMatchObject({
        onTrack: true,
        reached: false,
        share: '0.333333',
        expectedOfLatest: '0.333333',
        latest: { value: '0.333333' },
      });
  });

  it('is on track by a difference of two thirds', async () => {
    // 10/120 − 90/120 = −200/3 percent.
    expect(await progress('DIFFERENCE', { from: '-100', to: '0', ofA: '90/120', ofB: '10/120' })).toMatchObject({
      onTrack: true,
      reached: false,
      share: '0.333333',
      expectedOfLatest: '-66.666667',
      latest: { value: '-66.666667' },
    });
  });

  it('is subtracted before the two figures are rounded', async () => {
    // 66.666667 − 33.333333 is 33.333334, but 2/3 − 1/3 is a third.
    const given = { from: '0', to: '100', ofA: '10/30', ofB: '20/30' };
    expect(await progress('DIFFERENCE', given)).toMatchObject({ onTrack: true, latest: { value: '33.333333' } });
  });

  it('reaches a target that only the rounded difference misses', async () => {
    const given = { from: '100', to: '66.6666668', ofA: '10/120', ofB: '90/120', direction: 'DECREASE' };
    expect(await progress('DIFFERENCE', given)).toMatchObject({ reached: true, latest: { value: '66.666667' } });
  });
});
