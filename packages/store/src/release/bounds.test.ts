import { anonymous } from '@collective-impact/sdk';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { engines } from '../testing/engines.ts';
import { MeasurementFixture, uuidOf } from '../testing/measurement.fixture.ts';
import { openTestDatabase, type TestDatabase } from '../testing/open-test-database.ts';

let database: TestDatabase;
let fixture: MeasurementFixture;
let ecosystemId: string;

type Cell = Record<string, unknown>;

/** The roll-up over organizations of an indicator, as the public reads it. */
async function rolledUp(indicatorId: string) {
  const { record, aggregation } = fixture.read(anonymous);
  const indicator = await record('indicator', uuidOf(indicatorId));
  if (!indicator) throw new Error('The indicator is public.');
  return aggregation.rollUps.ofIndicator(indicator, { over: ['ORGANIZATIONS'], by: [] });
}

/** The cells of a release, as the public reads them. */
async function cellsOf(releaseId: string) {
  const { release } = fixture.read(anonymous);
  const { rows } = await release.cells.ofRelease(uuidOf(releaseId), { page: { first: 50 }, filter: {} });
  return rows.map(({ scope, value, lowerBound, upperBound, suppressed }) => {
    const figure = suppressed ? '*' : (value ?? `${lowerBound ?? ''}..${upperBound ?? ''}`);
    return `${scope} ${figure}`;
  });
}

async function released(rule: object, reports: readonly Cell[]): Promise<{ indicatorId: string; releaseId: string }> {
  const { indicatorId, versionId } = await fixture.adopted(ecosystemId, rule);
  for (const cell of reports) {
    const organizationId = await fixture.organization(ecosystemId);
    await fixture.verified(versionId, { organizationId, cells: [cell] });
  }
  return { indicatorId, releaseId: await fixture.release(versionId) };
}

describe.each(engines)('figures that are stated as bounds on %s', (engine) => {
  beforeAll(async () => {
    database = await openTestDatabase(engine);
    fixture = new MeasurementFixture(database);
  });

  beforeEach(async () => {
    ecosystemId = await fixture.ecosystem();
  });

  afterAll(() => database.close());

  it('are released, and rolled up as an interval with its coverage', async () => {
    const reports = [{ value: '40' }, { lowerBound: '20', upperBound: '29' }, { lowerBound: '95' }];
    const { indicatorId, releaseId } = await released({ countingUnit: 'PEOPLE' }, reports);
    const cells = await cellsOf(releaseId);
    expect(cells[0]).toBe('AGGREGATE 155..');
    expect(cells.slice(1).sort()).toEqual(['ORGANIZATION 20..29', 'ORGANIZATION 40', 'ORGANIZATION 95..']);
    const [figure] = await rolledUp(indicatorId);
    expect(figure).toMatchObject({
      value: null,
      interval: { low: '155', high: null },
      reason: 'NOT_ADDITIVE',
      coverage: { figuresIncluded: 3, reportedAsBounds: 2, missing: 0 },
    });
  });

  it('are suppressed if they are those of a small group, and so is their total', async () => {
    const { indicatorId, releaseId } = await released({ countingUnit: 'PEOPLE' }, [
      { value: '40' },
      { value: '60' },
      { value: '80' },
      { upperBound: '4' },
    ]);
    expect((await cellsOf(releaseId)).filter((cell) => cell.endsWith('*')).sort()).toEqual([
      'AGGREGATE *',
      'ORGANIZATION *',
    ]);
    expect((await rolledUp(indicatorId))[0]).toMatchObject({ value: null, interval: null, reason: 'SUPPRESSED' });
  });

  it('of ratios are weighted by their bases', async () => {
    const rule = {
      kind: 'RATIO',
      countingUnit: 'PEOPLE',
      multiplier: '100',
      aggregationAcrossOrganizations: 'RATIO',
      aggregationOverTime: 'RATIO',
      denominatorOverTime: 'SUM',
      denominatorOverCategories: 'SPLIT',
    };
    const { indicatorId } = await released(rule, [
      { numerator: '150', denominator: '200' },
      { lowerBound: '20', upperBound: '30', base: 100 },
      { lowerBound: '90', base: 300 },
    ]);
    // From 150 + 20 + 270 to 150 + 30 + 300 of 600.
    expect((await rolledUp(indicatorId))[0]).toMatchObject({
      interval: { low: '73.333333', high: '80' },
      coverage: { figuresIncluded: 3, reportedAsBounds: 2 },
    });
  });
});
