import { anonymous } from '@collective-impact/sdk';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { engines } from '../testing/engines.ts';
import { MeasurementFixture, uuidOf } from '../testing/measurement.fixture.ts';
import { openTestDatabase, type TestDatabase } from '../testing/open-test-database.ts';

let database: TestDatabase;
let fixture: MeasurementFixture;
let ecosystemId: string;
let indicatorId: string;
let versionId: string;

type Numbers = { numerator: string; denominator: string } | { value: string; base: number };

async function verified(cells: readonly [total: Numbers, female: Numbers, male: Numbers]): Promise<void> {
  const organizationId = await fixture.organization(ecosystemId);
  const categories = [[], ...['F', 'M'].map((category) => [{ dimension: 'sex', category }])];
  await fixture.verified(versionId, {
    organizationId,
    cells: cells.map((numbers, at) => ({ ...numbers, categories: categories[at] ?? [] })),
  });
}

const ratio = (numerator: number, denominator: number) => ({
  numerator: String(numerator),
  denominator: String(denominator),
});

async function cellsOf(releaseId: string) {
  const { rows } = await fixture.read(anonymous).release.cells.ofRelease(uuidOf(releaseId), {
    page: { first: 100 },
    filter: { by: ['sex'] },
  });
  return rows.map(({ scope, suppressed, value, numerator, denominator, base }) => {
    const numbers = [value, numerator, denominator, base].map((each) => each ?? '-').join(' ');
    return `${scope} ${suppressed ? '*' : '='} ${numbers}`;
  });
}

describe.each(engines)('the denominators of suppressed ratios on %s', (engine) => {
  beforeAll(async () => {
    database = await openTestDatabase(engine);
    fixture = new MeasurementFixture(database);
  });

  beforeEach(async () => {
    ecosystemId = await fixture.ecosystem();
    indicatorId = await fixture.indicator(ecosystemId);
    versionId = await fixture.version(indicatorId, {
      kind: 'RATIO',
      countingUnit: 'PEOPLE',
      multiplier: '100',
      denominatorOverCategories: 'SPLIT',
      denominatorOverTime: 'SUM',
      aggregationAcrossOrganizations: 'RATIO',
      aggregationOverTime: 'RATIO',
    });
    await fixture.dimension(versionId);
    await fixture.adopt(versionId);
  });

  afterAll(() => database.close());

  it('are published without numerator and value, in this release and the next', async () => {
    await verified([ratio(23, 80), ratio(3, 40), ratio(20, 40)]);
    await verified([ratio(60, 100), ratio(30, 50), ratio(30, 50)]);
    await verified([ratio(40, 90), ratio(20, 45), ratio(20, 45)]);
    const first = await cellsOf(await fixture.release(versionId));
    const suppressed = ['* - - 40 -', '* - - 50 -', '* - - 45 -'].map((each) => `ORGANIZATION ${each}`);
    expect(first.filter((cell) => cell.startsWith('ORGANIZATION')).toSorted()).toEqual(
      [...suppressed, ...suppressed].toSorted(),
    );
    expect(first.filter((cell) => cell.startsWith('AGGREGATE'))).toEqual([
      'AGGREGATE = 39.259259 53 135 -',
      'AGGREGATE = 51.851852 70 135 -',
    ]);
    for (let more = 0; more < 3; more++) await verified([ratio(60, 100), ratio(30, 50), ratio(30, 50)]);
    const second = await cellsOf(await fixture.release(versionId));
    expect(second).toEqual(expect.arrayContaining(suppressed));
    expect(second.filter((cell) => cell === 'ORGANIZATION = 60 30 50 -')).toHaveLength(6);
  });

  it('are bases of ratios that are reported with their base', async () => {
    await verified([
      { value: '28.75', base: 80 },
      { value: '7.5', base: 40 },
      { value: '50', base: 40 },
    ]);
    expect(await cellsOf(await fixture.release(versionId))).toEqual([
      'ORGANIZATION * - - - 40',
      'ORGANIZATION * - - - 40',
    ]);
  });

  it('are in no sum of figures, so that a roll-up counts them as suppressed', async () => {
    await verified([ratio(23, 80), ratio(3, 40), ratio(20, 40)]);
    await fixture.release(versionId);
    const { record, aggregation } = fixture.read(anonymous);
    const indicator = await record('indicator', uuidOf(indicatorId));
    if (!indicator) throw new Error('The indicator is public.');
    for (const over of [[], ['PLACES'], ['ORGANIZATIONS']] as const) {
      const figures = await aggregation.rollUps.ofIndicator(indicator, { over, by: ['sex'] });
      expect(figures.map(({ reason, value, denominator, base }) => [reason, value, denominator, base])).toEqual(
        Array.from({ length: 2 }, () => ['SUPPRESSED', null, null, null]),
      );
      // The suppressed total that a release publishes states how many figures it includes.
      const included = (over as readonly string[]).includes('ORGANIZATIONS') ? 1 : 0;
      expect(figures.map(({ coverage }) => [coverage.figuresIncluded, coverage.suppressed])).toEqual([
        [included, 1],
        [included, 1],
      ]);
    }
  });
});
