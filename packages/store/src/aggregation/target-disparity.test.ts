import { anonymous, localProgram, type Viewer } from '@collective-impact/sdk';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { adoptionDefinition, baselineDefinition, dimensionDefinition, targetDefinition } from '../indicator/index.ts';
import { engines } from '../testing/engines.ts';
import { issuesOf, MeasurementFixture, uuidOf } from '../testing/measurement.fixture.ts';
import { openTestDatabase, type TestDatabase } from '../testing/open-test-database.ts';

let database: TestDatabase;
let make: MeasurementFixture;
let ecosystemId: string;
let versionId: string;
let dimensionId: string;

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
const toA = { reference: 'CATEGORY', referenceCategory: 'A', measure: 'DIFFERENCE' };
const ofB = [{ dimension: 'group', category: 'B' }];

const figure = (more: object) => ({
  indicatorVersionId: versionId,
  visibility: 'PUBLIC',
  categories: ofB,
  disparity: toA,
  ...more,
});
const baseline = (more: object = {}) =>
  make.create(baselineDefinition, figure({ period: '2020', value: '-40', ...more }));
const target = (more: object = {}) => make.create(targetDefinition, figure({ period: '2030', value: '-10', ...more }));

function part(figure: string, category?: string): object {
  const [numerator, denominator] = figure.split('/');
  return { numerator, denominator, categories: category ? [{ dimension: 'group', category }] : [] };
}

/** Releases the figures of A, B and C of one organization for 2025. */
async function released(...figures: string[]): Promise<void> {
  const sum = (at: number) => String(figures.reduce((all, each) => all + Number(each.split('/')[at]), 0));
  const cells = [part(`${sum(0)}/${sum(1)}`), ...figures.map((each, at) => part(each, groups.categories[at]?.code))];
  await make.verified(versionId, { organizationId: await make.organization(ecosystemId), period: '2025', cells });
  await make.release(versionId, { period: '2025', releasedOn: '2025-12-31' });
}

async function standing(id: string) {
  const { record, aggregation } = make.read(anonymous);
  const row = await record('target', uuidOf(id));
  if (!row) throw new Error('the target is public');
  return aggregation.targets.standing(row, { on: '2026-06-30', asOf: '2026-06-30' });
}

describe.each(engines)('progress to a target of a disparity on %s', (engine) => {
  beforeAll(async () => {
    database = await openTestDatabase(engine);
    make = new MeasurementFixture(database);
  });

  beforeEach(async () => {
    ecosystemId = await make.ecosystem();
    versionId = await make.version(await make.indicator(ecosystemId), share);
    dimensionId = await make.dimension(versionId, groups);
  });

  afterAll(() => database.close());

  it('compares the newest difference with the baseline of the same disparity', async () => {
    await make.adopt(versionId);
    // A baseline of the value and one of another disparity are not compared.
    await baseline({ disparity: null, value: '20', period: '2021' });
    await baseline({ disparity: { ...toA, measure: 'RATIO' }, value: '0.5', period: '2022' });
    const same = await baseline();
    const id = await target();
    // A 60 %, B 35 %: −25. The straight path from −40 to −10 is at −25 after five of ten years.
    await released('60/100', '35/100', '50/100');
    expect(await standing(id)).toMatchObject({
      baselineId: uuidOf(same),
      share: '0.5',
      expectedOfLatest: '-25',
      onTrack: true,
      reached: false,
      reason: null,
      latest: { period: '2025', value: '-25', status: 'OBSERVED' },
    });
  });

  it.each([
    [{ ...toA, measure: 'RATIO' }, '0.9', '0.583333'],
    [{ reference: 'BEST', measure: 'DIFFERENCE' }, '-5', '-25'],
    [{ reference: 'BEST', measure: 'RATIO' }, '0.9', '0.583333'],
    // The total is 145/300 = 48.333333 %.
    [{ reference: 'TOTAL', measure: 'DIFFERENCE' }, '-5', '-13.333333'],
  ])('uses the measure and the reference of the target: %o', async (disparity, value, expected) => {
    await make.adopt(versionId);
    const id = await target({ disparity, value });
    await released('60/100', '35/100', '50/100');
    expect(await standing(id)).toMatchObject({ latest: { value: expected }, reached: false, reason: 'NO_DATA' });
  });

  it('is suppressed if the category or the reference is suppressed', async () => {
    await make.adopt(versionId);
    await baseline();
    const id = await target();
    await released('27/56', '40/80', '3/4');
    expect(await standing(id)).toMatchObject({
      share: null,
      onTrack: null,
      reached: null,
      reason: 'SUPPRESSED',
      latest: { value: null, reason: 'SUPPRESSED' },
    });
  });

  it('chooses the best of the published categories, and states how many are suppressed', async () => {
    await make.adopt(versionId);
    const best = { reference: 'BEST', measure: 'DIFFERENCE' };
    await baseline({ disparity: best, categories: ofB, value: '-10' });
    const id = await target({ disparity: best, value: '0' });
    // C has 3 of 4 people: the highest share, and suppressed. So is A, from which it could be computed.
    await released('27/56', '40/80', '3/4');
    const progress = await standing(id);
    expect(progress).toMatchObject({
      share: '1',
      onTrack: null,
      reached: null,
      reason: 'UNDECIDED',
      latest: {
        value: '0',
        caveats: ['2 categories are suppressed. Their values can be better than the reference.'],
      },
      comparison: { direction: 'INCREASE', publishedCategories: 1, suppressedCategories: 2 },
    });
    expect(progress?.comparison?.reference?.categories.map(({ code }) => code)).toEqual(['B']);
    expect(progress?.explanation).toContain(
      'and the difference is 0: it cannot be decided whether this is on track, it cannot be decided whether the target is reached. 2 categories are suppressed',
    );
  });

  /** Two organizations that agreed to report: one with all figures, and one with these. Returns two targets. */
  async function reportedByTwo(cells: readonly object[]): Promise<{ id: string; strict: string }> {
    await make.adopt(versionId);
    await baseline();
    const [id, strict] = [await target({ period: '2029' }), await target({ period: '2031', minimumCoverage: '0.8' })];
    const [one, other] = [await make.organization(ecosystemId), await make.organization(ecosystemId)];
    for (const organizationId of [one, other])
      await make.create(adoptionDefinition, {
        indicatorVersionId: versionId,
        organizationId,
        startsOn: '2020-01-01',
        visibility: 'PUBLIC',
      });
    const both = [part('95/200'), part('60/100', 'A'), part('35/100', 'B')];
    await make.verified(versionId, { organizationId: one, period: '2025', cells: both });
    await make.verified(versionId, { organizationId: other, period: '2025', cells });
    await make.release(versionId, { period: '2025', releasedOn: '2025-12-31' });
    return { id, strict };
  }

  const ofA = (status: string) => ({ status, categories: [{ dimension: 'group', category: 'A' }] });

  it('has the lower coverage of the category and the reference, and is not assessed below the minimum', async () => {
    // A 60/100 = 60 %, B 75/180 = 41.666667 %.
    const { id, strict } = await reportedByTwo([part('60/120'), ofA('MISSING'), part('40/80', 'B')]);
    // From −40 in 2020, −18.333333 is beyond the straight path to −10 in 2029, at −23.333333 after five of nine years.
    expect(await standing(id)).toMatchObject({
      latest: { value: '-18.333333', coverage: { figuresIncluded: 1 } },
      expectedOfLatest: '-23.333333',
      onTrack: true,
    });
    expect((await standing(id))?.explanation).toContain('The figure includes 1 of 2 expected organizations.');
    expect(await standing(strict)).toMatchObject({ share: null, onTrack: null, reached: null, reason: 'LOW_COVERAGE' });
  });

  it('is assessed if a category is not applicable to an organization, which is not expected then', async () => {
    // A 60/100 = 60 %, B 85/200 = 42.5 %.
    const { id, strict } = await reportedByTwo([part('50/100'), ofA('NOT_APPLICABLE'), part('50/100', 'B')]);
    for (const each of [id, strict]) {
      expect(await standing(each)).toMatchObject({
        latest: { value: '-17.5', coverage: { missing: 0 } },
        onTrack: true,
        reached: false,
        reason: null,
      });
    }
    expect((await standing(id))?.explanation).toContain('The figure includes 2 of 2 expected organizations.');
  });

  it.each([
    ['INCREASE', '-24', false],
    ['INCREASE', '-25', true],
    ['DECREASE', '-25', true],
    ['DECREASE', '-26', false],
  ])('is measured by the direction %s of the version: a target of %s', async (direction, value, reached) => {
    versionId = await make.version(await make.indicator(ecosystemId), { ...share, direction });
    await make.dimension(versionId, groups);
    await make.adopt(versionId);
    const id = await target({ value });
    await released('60/100', '35/100', '50/100');
    expect(await standing(id)).toMatchObject({ latest: { value: '-25' }, reached, comparison: { direction } });
  });

  it('does not name the reference category to viewers who cannot see its dimension', async () => {
    await make.adopt(versionId);
    const id = await target();
    await released('60/100', '35/100', '50/100');
    const disparityFor = async (viewer: Viewer) => {
      const { record, indicator } = make.read(viewer);
      const row = await record('target', uuidOf(id));
      return row && indicator.categories.disparityOf(row);
    };
    expect(await disparityFor(anonymous)).toEqual(toA);
    await database.orm.em
      .fork()
      .execute(`update "dimension" set "visibility" = 'MEMBERS' where "indicator_version_id" = ?`, [uuidOf(versionId)]);
    expect(await disparityFor(anonymous)).toEqual({ ...toA, referenceCategory: null });
    expect(await disparityFor(localProgram)).toEqual(toA);
    expect(await standing(id)).toMatchObject({ latest: null, comparison: null, reason: 'NO_DATA' });
  });

  it('rejects disparities that do not match the version, and keeps their reference category', async () => {
    const created = async (more: object) =>
      issuesOf(await make.writer.create(targetDefinition, figure({ period: '2030', value: '-10', ...more })));
    expect(await created({ categories: [] })).toEqual(['INVALID categories']);
    expect(await created({ disparity: { ...toA, referenceCategory: 'X' } })).toEqual([
      'NOT_FOUND disparity.referenceCategory',
    ]);
    expect(await created({ disparity: { reference: 'BEST', measure: 'DIFFERENCE' }, value: '10' })).toEqual([
      'OUT_OF_RANGE value',
    ]);
    const best = { reference: 'BEST', referenceCategory: 'A', measure: 'DIFFERENCE' };
    expect(await created({ categories: [], disparity: best, value: '10' })).toEqual([
      'OUT_OF_RANGE value',
      'INVALID categories',
      'INVALID disparity.referenceCategory',
    ]);
    expect([await created({}), await created({})]).toEqual([[], ['DUPLICATE period']]);
    expect(await created({ disparity: { ...toA, measure: 'RATIO' }, value: '0.9' })).toEqual([]);
    const categories = groups.categories.slice(1);
    const expectedVersion = await make.versionOf(dimensionId);
    const removed = await make.writer.update(dimensionDefinition, { id: dimensionId, expectedVersion, categories });
    expect(issuesOf(removed)).toEqual(['IMMUTABLE categories']);
    versionId = await make.version(await make.indicator(ecosystemId));
    await make.dimension(versionId, groups);
    expect(await created({})).toEqual(['INVALID disparity']);
  });
});
