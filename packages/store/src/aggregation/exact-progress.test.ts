import { anonymous } from '@collective-impact/sdk';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { baselineDefinition, targetDefinition } from '../indicator/index.ts';
import { engines } from '../testing/engines.ts';
import { MeasurementFixture, uuidOf } from '../testing/measurement.fixture.ts';
import { openTestDatabase, type TestDatabase } from '../testing/open-test-database.ts';

let database: TestDatabase;
let make: MeasurementFixture;

const ratio = {
  kind: 'RATIO',
  countingUnit: 'PEOPLE',
  multiplier: '100',
  aggregationAcrossOrganizations: 'RATIO',
  aggregationOverTime: 'RATIO',
  denominatorOverTime: 'SUM',
};

/** Progress on the last day of 2023 from a baseline of 2022 to a target of 2025, by figures of this year. */
async function progress(
  version: object,
  of: { from: string; to: string; figures: readonly string[]; isOfEcosystem?: boolean },
) {
  const ecosystemId = await make.ecosystem();
  const indicatorId = await make.indicator(ecosystemId);
  const versionId = await make.version(indicatorId, version);
  await make.adopt(versionId);
  const reference = { indicatorVersionId: versionId, visibility: 'PUBLIC' };
  await make.create(baselineDefinition, { ...reference, period: '2022', value: of.from });
  const id = await make.create(targetDefinition, { ...reference, period: '2025', value: of.to });
  for (const figure of of.figures) {
    const [numerator, denominator] = figure.split('/');
    const reporter = of.isOfEcosystem ? {} : { organizationId: await make.organization(ecosystemId) };
    await make.verified(versionId, { ...reporter, period: '2023', cells: [{ numerator, denominator }] });
  }
  await make.release(versionId, { period: '2023', releasedOn: '2023-12-31' });
  const { record, aggregation } = make.read(anonymous);
  const row = await record('target', uuidOf(id));
  if (!row) throw new Error('the target is public');
  return aggregation.targets.standing(row, { on: '2023-12-31', asOf: '2023-12-31' });
}

describe.each(engines)('progress by figures that are rounded for output, on %s', (engine) => {
  beforeAll(async () => {
    database = await openTestDatabase(engine);
    make = new MeasurementFixture(database);
  });

  afterAll(() => database.close());

  it('is on track if 100 of 300 is a third of the distance', async () => {
    expect(await progress(ratio, { from: '0', to: '100', figures: ['40/120', '60/180'] })).toMatchObject({
      onTrack: true,
      reached: false,
      share: '0.333333',
      expectedOfLatest: '33.333333',
      latest: { value: '33.333333' },
    });
  });

  it('is on track by the ratio that the ecosystem itself reported', async () => {
    const given = { from: '0', to: '100', figures: ['17/51'], isOfEcosystem: true };
    expect(await progress(ratio, given)).toMatchObject({ onTrack: true, latest: { value: '33.333333' } });
  });

  it('is on track by a decrease', async () => {
    const given = { from: '100', to: '0', figures: ['34/51'] };
    expect(await progress({ ...ratio, direction: 'DECREASE' }, given)).toMatchObject({ onTrack: true });
  });

  it('reaches a target that only the rounded figure misses', async () => {
    const given = { from: '100', to: '66.6666668', figures: ['34/51'] };
    const version = { ...ratio, direction: 'DECREASE' };
    expect(await progress(version, given)).toMatchObject({ reached: true, latest: { value: '66.666667' } });
  });

  it('is on track by a mean of four thirds', async () => {
    const version = {
      kind: 'MEAN',
      countingUnit: 'EVENTS',
      aggregationAcrossOrganizations: 'WEIGHTED_MEAN',
      aggregationOverTime: 'WEIGHTED_MEAN',
    };
    expect(await progress(version, { from: '1', to: '2', figures: ['2/1', '2/2'] })).toMatchObject({
      onTrack: true,
      latest: { value: '1.333333' },
    });
  });
});
