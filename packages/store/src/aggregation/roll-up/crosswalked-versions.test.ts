import { anonymous } from '@collective-impact/sdk';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { crosswalkDefinition } from '../../indicator/index.ts';
import { engines } from '../../testing/engines.ts';
import { bySex, cell, MeasurementFixture, uuidOf } from '../../testing/measurement.fixture.ts';
import { openTestDatabase, type TestDatabase } from '../../testing/open-test-database.ts';
import { statementsOf } from '../../testing/statements-of.ts';

let database: TestDatabase;
let make: MeasurementFixture;
let indicatorId: string;

const notComparable = 'The change from 2023 (version 1) to 2024 (version 2) is not comparable.';
const combined = 'The category combines "F" and "X" of "sex" in version 1. Compare it with their sum.';

describe.each(engines)('figures by category of several versions on %s', (engine) => {
  beforeAll(async () => {
    database = await openTestDatabase(engine);
    make = new MeasurementFixture(database);
  });

  /** An organization reports women, men and others for 2023. In version 2, the category of women includes the others. */
  beforeEach(async () => {
    const ecosystemId = await make.ecosystem();
    indicatorId = await make.indicator(ecosystemId);
    const first = await make.version(indicatorId);
    const other = { code: 'X', label: 'Other', order: 2 };
    await make.dimension(first, { ...bySex, categories: [...bySex.categories, other] });
    await make.adopt(first);
    const organizationId = await make.organization(ecosystemId);
    const earlier = [cell('60'), cell('20', 'F'), cell('30', 'M'), cell('10', 'X')];
    await make.verified(first, { period: '2023', organizationId, cells: earlier });
    await make.release(first, { period: '2023' });
    const second = await make.version(indicatorId);
    await make.dimension(second);
    await make.create(crosswalkDefinition, {
      indicatorVersionId: second,
      earlierVersionId: first,
      dimension: 'sex',
      earlierDimension: 'sex',
      mappings: [
        { earlier: 'F', category: 'F' },
        { earlier: 'X', category: 'F' },
        { earlier: 'M', category: 'M' },
      ],
      visibility: 'PUBLIC',
    });
    await make.adopt(second);
    const later = [cell('66'), cell('33', 'F'), cell('33', 'M')];
    await make.verified(second, { period: '2024', organizationId, cells: later });
    await make.release(second, { period: '2024' });
  });

  afterAll(() => database.close());

  async function read() {
    const { record, aggregation } = make.read(anonymous);
    const indicator = await record('indicator', uuidOf(indicatorId));
    if (!indicator) throw new Error('the indicator is public');
    return { aggregation, indicator };
  }

  it('have no matched change if a crosswalk combines categories', async () => {
    const { aggregation, indicator } = await read();
    const figures = await aggregation.rollUps.ofIndicator(indicator, { over: ['ORGANIZATIONS'], by: ['sex'] });
    const changes = await Promise.all(
      figures.map(async ({ period, categories, matching, caveats }) => {
        const change = await aggregation.matched.change(matching);
        return [period, categories[0]?.code, change?.change ?? change?.reason, change?.explanation, caveats];
      }),
    );
    expect(changes.filter(([period]) => period === '2024')).toEqual([
      ['2024', 'F', 'NOT_COMPARABLE', `${notComparable} ${combined}`, [notComparable, combined]],
      ['2024', 'M', '3', null, []],
    ]);
  });

  it('are compared as totals without reading crosswalks', async () => {
    const { aggregation, indicator } = await read();
    const statementsBy = async (by: string[]) => {
      const { aggregation: ofRequest } = make.read(anonymous);
      const ask = () => ofRequest.rollUps.ofIndicator(indicator, { over: ['ORGANIZATIONS'], by });
      return (await statementsOf(database, ask)).statements.length;
    };
    expect([await statementsBy([]), await statementsBy(['sex'])]).toEqual([3, 4]);
    const figures = await aggregation.rollUps.ofIndicator(indicator, { over: ['ORGANIZATIONS'], by: [] });
    expect((await aggregation.matched.change(figures[1]?.matching ?? null))?.change).toBe('6');
  });

  it('have the limits of the comparison in the caveats of a series of one organization', async () => {
    const { aggregation, indicator } = await read();
    const points = await aggregation.series.ofIndicator(indicator, { span: { from: '2024' }, by: ['sex'] });
    const earlier = await aggregation.series.ofIndicator(indicator, { span: {}, by: ['sex'] });
    const ofOrganization = earlier.filter(({ scope, period }) => scope === 'ORGANIZATION' && period === '2024');
    expect(
      ofOrganization.map(({ comparability, comparabilityNote, caveats }) => [
        comparability,
        comparabilityNote,
        caveats,
      ]),
    ).toEqual([
      ['WITH_CAVEAT', combined, [combined]],
      ['YES', null, []],
    ]);
    // Without an earlier point, there is nothing to compare.
    expect(points.map(({ caveats }) => caveats)).toEqual([[], [], [], []]);
  });
});
