import { anonymous, encodeTypeId } from '@collective-impact/sdk';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { correctIndicatorReport, verifyIndicatorReport } from '../reporting/index.ts';
import { engines } from '../testing/engines.ts';
import { issuesOf, MeasurementFixture, uuidOf } from '../testing/measurement.fixture.ts';
import { openTestDatabase, type TestDatabase } from '../testing/open-test-database.ts';
import { publishRelease } from './release-writer.ts';

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

/** The digests of the reports in a release. */
async function digestsOf(id: string): Promise<string[]> {
  const { rows } = await sql<{ digest: string }>`select "digest" from "released_row" where "release_id" = ${id}::uuid
    order by 1`.execute(database.kysely());
  return rows.map(({ digest }) => digest);
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

  it('stay the same if a report is corrected to the same bounds', async () => {
    const { versionId } = await fixture.adopted(ecosystemId, { countingUnit: 'PEOPLE' });
    const reports: string[] = [];
    for (const cell of [{ value: '40' }, { lowerBound: '20', upperBound: '29' }, { lowerBound: '95' }])
      reports.push(
        await fixture.verified(versionId, {
          organizationId: await fixture.organization(ecosystemId),
          cells: [cell],
        }),
      );
    const first = await fixture.release(versionId);
    const corrected = async (cell: Cell) => {
      const [, id = ''] = reports;
      const expectedVersion = await fixture.versionOf(id);
      const correction = { id, expectedVersion, reason: 'Counted again', cells: [cell] };
      expect(issuesOf(await fixture.writer.transition(correctIndicatorReport, correction))).toEqual([]);
      await fixture.transition(verifyIndicatorReport, id);
      const outcome = await publishRelease(fixture.writer, { indicatorVersionId: versionId, period: '2024' });
      if (!outcome.ok) throw new Error(issuesOf(outcome).join());
      return outcome.value;
    };
    const before = [await cellsOf(first), await digestsOf(uuidOf(first))];
    const same = await corrected({ lowerBound: '20.0', upperBound: '29' });
    expect([await cellsOf(encodeTypeId('release', same)), await digestsOf(same)]).toEqual(before);
    const other = await corrected({ lowerBound: '20', upperBound: '28' });
    expect([await cellsOf(encodeTypeId('release', other)), await digestsOf(other)]).not.toEqual(before);
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
