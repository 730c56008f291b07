import { anonymous } from '@collective-impact/sdk';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { engines } from '../../../testing/engines.ts';
import { MeasurementFixture, uuidOf } from '../../../testing/measurement.fixture.ts';
import { openTestDatabase, type TestDatabase } from '../../../testing/open-test-database.ts';

let database: TestDatabase;
let make: MeasurementFixture;

type Figures = Record<string, { value: string } | { lowerBound: string } | { upperBound: string }>;

/** The newest figure of the same organizations in two years, and its change among them. */
async function newest(aggregationAcrossOrganizations: 'MAX' | 'MIN', [first, second]: [Figures, Figures]) {
  const ecosystemId = await make.ecosystem();
  const { indicatorId, versionId } = await make.adopted(ecosystemId, { aggregationAcrossOrganizations });
  const ids = new Map<string, string>();
  for (const name of Object.keys(first)) ids.set(name, await make.organization(ecosystemId, { name }));
  for (const [period, figures] of Object.entries({ 2022: first, 2023: second })) {
    for (const [name, figure] of Object.entries(figures))
      await make.verified(versionId, { period, organizationId: ids.get(name), cells: [{ ...figure, categories: [] }] });
    await make.release(versionId, { period });
  }
  const { record, aggregation } = make.read(anonymous);
  const indicator = await record('indicator', uuidOf(indicatorId));
  if (!indicator) throw new Error('the indicator is public');
  const figures = await aggregation.rollUps.ofIndicator(indicator, { over: ['ORGANIZATIONS', 'PLACES'], by: [] });
  const { value, interval, reason, matching } = figures.at(-1) ?? { matching: null };
  return { value, interval, reason, change: await aggregation.matched.change(matching) };
}

describe.each(engines)('the change to figures stated as bounds on %s', (engine) => {
  beforeAll(async () => {
    database = await openTestDatabase(engine);
    make = new MeasurementFixture(database);
  });

  afterAll(() => database.close());

  it('is that of the largest figure if no bound can exceed it', async () => {
    const before: Figures = { A: { value: '10' }, B: { value: '8' }, C: { value: '14' } };
    const after: Figures = { A: { value: '12' }, B: { upperBound: '9' }, C: { value: '15' } };
    expect(await newest('MAX', [before, after])).toMatchObject({
      value: '15',
      interval: { low: '15', high: '15' },
      reason: null,
      change: { reporters: 3, previousValue: '14', value: '15', change: '1', exactValue: '15', reason: null },
    });
  });

  it('is that of the smallest figure if no bound can be less', async () => {
    const before: Figures = { A: { value: '14' }, B: { value: '30' } };
    const after: Figures = { A: { value: '12' }, B: { lowerBound: '20' } };
    expect(await newest('MIN', [before, after])).toMatchObject({
      value: '12',
      interval: { low: '12', high: '12' },
      reason: null,
      change: { reporters: 2, previousValue: '14', value: '12', change: '-2', exactValue: '12', reason: null },
    });
  });

  it('has no number if a bound can exceed the largest figure', async () => {
    const before: Figures = { A: { value: '10' }, B: { value: '8' } };
    const after: Figures = { A: { value: '12' }, B: { upperBound: '19' } };
    expect(await newest('MAX', [before, after])).toMatchObject({
      value: null,
      interval: { low: '12', high: '19' },
      reason: 'NOT_ADDITIVE',
      change: { reporters: 2, previousValue: null, value: null, change: null, reason: 'NOT_ADDITIVE' },
    });
  });
});
