import { anonymous } from '@collective-impact/sdk';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { networkMembershipDefinition } from '../../ecosystem/index.ts';
import { adoptionDefinition, networkAdoptionDefinition } from '../../indicator/index.ts';
import { engines } from '../../testing/engines.ts';
import { cell, MeasurementFixture, uuidOf } from '../../testing/measurement.fixture.ts';
import { openTestDatabase, type TestDatabase } from '../../testing/open-test-database.ts';
import { statementsOf } from '../../testing/statements-of.ts';
import { everyUnit } from '../roll-up/every-unit.ts';
import { noReporters } from '../roll-up/reporters/included-reporter-reader.ts';
import type { SeriesFilter } from './series-reader.ts';

let database: TestDatabase;
let make: MeasurementFixture;
let ecosystemId: string;
let indicatorId: string;
let versionId: string;

const peopleCountedOnce = {
  countingUnit: 'PEOPLE_UNDUPLICATED',
  aggregationAcrossOrganizations: 'NONE',
  aggregationOverTime: 'NONE',
};
const north = { scheme: 'place', code: 'north', label: 'North' };
const south = { scheme: 'place', code: 'south', label: 'South' };

/** The readers of one request, and the points of the series. */
async function read(filter: Partial<SeriesFilter> = {}) {
  const { record, aggregation } = make.read(anonymous);
  const indicator = await record('indicator', uuidOf(indicatorId));
  if (!indicator) throw new Error('the indicator is public');
  const points = await aggregation.series.ofIndicator(indicator, { span: {}, by: [], ...filter });
  return { points, indicator, aggregation };
}

/** The points of the whole ecosystem or network. */
async function wholeOf(filter: Partial<SeriesFilter> = {}) {
  const { points, ...rest } = await read(filter);
  return { ...rest, points: points.filter(({ scope, place }) => scope !== 'ORGANIZATION' && place === null) };
}

/** Reports and releases one figure of each organization, or of the ecosystem itself if its key is empty. */
async function released(period: string, figures: ReadonlyMap<string, string>): Promise<void> {
  for (const [organizationId, value] of figures) {
    await make.verified(versionId, { period, ...(organizationId && { organizationId }), cells: [cell(value)] });
  }
  await make.release(versionId, { period });
}

describe.each(engines)('the series of a whole on %s', (engine) => {
  let museum: string;
  let school: string;

  beforeAll(async () => {
    database = await openTestDatabase(engine);
    make = new MeasurementFixture(database);
  });

  beforeEach(async () => {
    ecosystemId = await make.ecosystem();
    ({ indicatorId, versionId } = await make.adopted(ecosystemId));
    museum = await make.organization(ecosystemId, { name: 'Museum' });
    school = await make.organization(ecosystemId, { name: 'School' });
  });

  afterAll(() => database.close());

  it('bounds people counted once, as the roll-up does', async () => {
    ({ indicatorId, versionId } = await make.adopted(ecosystemId, peopleCountedOnce));
    await released(
      '2024',
      new Map([
        [museum, '40'],
        [school, '25'],
      ]),
    );
    const { points, indicator, aggregation } = await wholeOf();
    const interval = { low: '40', high: '65' };
    expect(points).toMatchObject([
      { scope: 'AGGREGATE', value: null, interval, reason: 'NOT_ADDITIVE', suppressed: false },
    ]);
    const [figure] = await aggregation.rollUps.ofIndicator(indicator, { over: everyUnit, by: [] });
    expect(points[0]?.coverage).toEqual(figure?.coverage);
    expect(figure).toMatchObject({ value: null, interval, explanation: points[0]?.explanation });
  });

  it('adds up figures that organizations report by place only', async () => {
    await make.verified(versionId, { organizationId: museum, place: north, cells: [cell('4')] });
    await make.verified(versionId, { organizationId: museum, place: south, cells: [cell('6')] });
    await make.release(versionId);
    const { points } = await read();
    expect(points.map(({ scope, place, value }) => [scope, place?.code ?? null, value])).toEqual([
      ['AGGREGATE', null, '10'],
      ['ORGANIZATION', 'north', '4'],
      ['ORGANIZATION', 'south', '6'],
    ]);
  });

  it('keeps the standard error and the scope of a figure that the ecosystem reported', async () => {
    await make.verified(versionId, { organizationId: museum, cells: [cell('4')] });
    await make.verified(versionId, { cells: [{ ...cell('9'), standardError: '0.5', status: 'ESTIMATED' }] });
    await make.release(versionId);
    expect((await wholeOf()).points).toMatchObject([
      { scope: 'ECOSYSTEM', value: '9', standardError: '0.5', status: 'ESTIMATED' },
    ]);
    const { points } = await read({ reporter: { kind: 'ecosystem', id: uuidOf(ecosystemId) } });
    expect(points.map(({ value }) => value)).toEqual(['9']);
  });

  it('has only aggregates of figures that the ecosystem itself reported if it is the requested reporter', async () => {
    await released('2023', new Map([[museum, '4']]));
    await released('2024', new Map([['', '9']]));
    const { points } = await read({ reporter: { kind: 'ecosystem', id: uuidOf(ecosystemId) } });
    expect(points.map(({ period, value }) => [period, value])).toEqual([['2024', '9']]);
  });

  it('states the coverage of each point, and the change among the reporters of both periods', async () => {
    for (const organizationId of [museum, school]) {
      const agreed = { indicatorVersionId: versionId, organizationId, startsOn: '2020-01-01', visibility: 'PUBLIC' };
      await make.create(adoptionDefinition, agreed);
    }
    const library = await make.organization(ecosystemId, { name: 'Library' });
    await released(
      '2023',
      new Map([
        [museum, '10'],
        [school, '20'],
      ]),
    );
    await released(
      '2024',
      new Map([
        [museum, '13'],
        [library, '50'],
      ]),
    );
    const { points, aggregation } = await wholeOf();
    expect(points.map(({ value }) => value)).toEqual(['30', '63']);
    const counts = await Promise.all(points.map(({ coverage }) => aggregation.reporters.count(coverage)));
    expect(counts).toEqual([
      { ...noReporters, reporters: 2, expected: 2, reporterPeriods: 2, expectedReporterPeriods: 2 },
      { ...noReporters, reporters: 1, expected: 2, otherReporters: 1, reporterPeriods: 1, expectedReporterPeriods: 2 },
    ]);
    const change = await aggregation.matched.change(points[1]?.matching ?? null);
    expect(change).toMatchObject({
      previousPeriod: '2023',
      reporters: 1,
      previousValue: '10',
      value: '13',
      change: '3',
    });
    expect(await aggregation.matched.caveats(points[1]?.matching ?? null)).toEqual([
      'The reporters changed: 1 of 2024 without a figure for 2023, and 1 of 2023 without a figure for 2024. Compare the two periods by `matchedChange`.',
    ]);
  });

  it('reads the coverage and the matched change of all points by one statement each', async () => {
    for (const period of ['2021', '2022', '2023', '2024'])
      await released(
        period,
        new Map([
          [museum, '10'],
          [school, '5'],
        ]),
      );
    const { points, aggregation } = await read();
    const { statements } = await statementsOf(database, () =>
      Promise.all(
        points.flatMap(({ coverage, matching }) => [
          aggregation.reporters.count(coverage),
          aggregation.matched.change(matching),
          aggregation.matched.caveats(matching),
        ]),
      ),
    );
    expect([points.length, statements.length]).toEqual([12, 2]);
  });

  it('counts one organization in the coverage of its own figure, and none if it has no figure', async () => {
    ({ indicatorId, versionId } = await make.adopted(ecosystemId, { countingUnit: 'PEOPLE' }));
    const agreement = { indicatorVersionId: versionId, organizationId: museum, startsOn: '2022-01-01' };
    await make.create(adoptionDefinition, { ...agreement, visibility: 'PUBLIC' });
    await released('2021', new Map([[museum, '40']]));
    await released('2022', new Map([[museum, '40']]));
    await released('2023', new Map([[museum, '4']]));
    for (const [period, status] of [
      ['2024', 'MISSING'],
      ['2025', 'NOT_APPLICABLE'],
    ] as const) {
      await make.verified(versionId, { period, organizationId: museum, cells: [{ status }] });
      await make.release(versionId, { period });
    }
    const { points, aggregation } = await read({ reporter: { kind: 'organization', id: uuidOf(museum) } });
    const counts = await Promise.all(
      points.map(async ({ coverage, matching }) => {
        const { figuresIncluded, suppressed, reportedMissing, missing, notApplicable } = coverage;
        const figures = { figuresIncluded, suppressed, reportedMissing, missing, notApplicable };
        return { ...(await aggregation.reporters.count(coverage)), ...figures, matching };
      }),
    );
    const none = {
      ...noReporters,
      expected: 1,
      expectedReporterPeriods: 1,
      figuresIncluded: 0,
      suppressed: 0,
      reportedMissing: 0,
      missing: 0,
      notApplicable: 0,
      matching: null,
    };
    expect(counts).toEqual([
      // It had not agreed to report for 2021.
      { ...none, expected: 0, expectedReporterPeriods: 0, otherReporters: 1, figuresIncluded: 1 },
      { ...none, reporters: 1, reporterPeriods: 1, figuresIncluded: 1 },
      { ...none, withoutFigure: 1, suppressed: 1 },
      { ...none, withoutFigure: 1, reportedMissing: 1, missing: 1 },
      { ...none, expected: 0, expectedReporterPeriods: 0, notApplicable: 1 },
    ]);
  });

  it('aggregates the members of a network, and counts those without figures as missing', async () => {
    const network = await make.ecosystem({ kind: 'NETWORK', name: 'State' });
    const ofNetwork = await make.adopted(network);
    for (const figure of ['30', '12', null]) {
      const member = await make.ecosystem();
      const local = await make.adopted(member);
      for (const side of [network, member]) {
        const membership = { ecosystemId: side, networkId: network, memberId: member, startedOn: '2020-01-01' };
        await make.create(networkMembershipDefinition, membership);
      }
      const adoption = {
        networkVersionId: ofNetwork.versionId,
        adopterId: member,
        startsOn: '2020-01-01',
        visibility: 'PUBLIC',
      };
      await make.create(networkAdoptionDefinition, {
        ...adoption,
        ecosystemId: member,
        localVersionId: local.versionId,
      });
      await make.create(networkAdoptionDefinition, { ...adoption, ecosystemId: network });
      if (figure === null) continue;
      await make.verified(local.versionId, { organizationId: await make.organization(member), cells: [cell(figure)] });
      await make.release(local.versionId);
    }
    ({ indicatorId } = ofNetwork);
    const { points } = await read();
    expect(points).toMatchObject([
      {
        period: '2024',
        scope: 'AGGREGATE',
        value: '42',
        releaseId: null,
        coverage: { ecosystems: 2, expectedEcosystems: 3, missing: 1 },
      },
    ]);
  });
});
