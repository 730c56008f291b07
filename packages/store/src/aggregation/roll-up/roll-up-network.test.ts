import { anonymous, localProgram, type Viewer } from '@collective-impact/sdk';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { networkMembershipDefinition } from '../../ecosystem/index.ts';
import { adoptionDefinition, networkAdoptionDefinition } from '../../indicator/index.ts';
import { engines } from '../../testing/engines.ts';
import { cell, MeasurementFixture, uuidOf } from '../../testing/measurement.fixture.ts';
import { openTestDatabase, type TestDatabase } from '../../testing/open-test-database.ts';
import type { RollUpArguments } from './roll-up-arguments.ts';

let database: TestDatabase;
let make: MeasurementFixture;
let indicatorId: string;
let versionId: string;

const people = {
  countingUnit: 'PEOPLE_UNDUPLICATED',
  aggregationAcrossOrganizations: 'NONE',
  aggregationOverTime: 'NONE',
};
const over = ['ORGANIZATIONS'] as const;

async function answer(question: Partial<RollUpArguments> = {}, viewer: Viewer = anonymous) {
  const { record, aggregation } = make.read(viewer);
  const indicator = await record('indicator', uuidOf(indicatorId));
  if (!indicator) throw new Error('the indicator is public');
  return aggregation.rollUps.ofIndicator(indicator, { over, by: [], ...question });
}

const told = (figures: Awaited<ReturnType<typeof answer>>) =>
  figures.map(({ period, place, categories, value, reason, interval, coverage }) =>
    [
      period,
      ...(place ? [place.code] : []),
      ...categories.map(({ code }) => code),
      value ?? reason,
      ...(interval ? [`${interval.low}..${interval.high ?? ''}`] : []),
      `of ${coverage.figuresIncluded}, without ${coverage.missing}`,
    ].join(' '),
  );

describe.each(engines)('a roll-up over the members of a network on %s', (engine) => {
  let network: string;

  beforeAll(async () => {
    database = await openTestDatabase(engine);
    make = new MeasurementFixture(database);
  });

  beforeEach(async () => {
    network = await make.ecosystem({ kind: 'NETWORK', name: 'State' });
    ({ indicatorId, versionId } = await make.adopted(network, people));
  });

  afterAll(() => database.close());

  /** A member that has adopted the network's version, and has released a figure unless it is null. */
  async function member(figure: string | null, more: { ecosystem?: object; half?: object; networkHalf?: object } = {}) {
    const id = await make.ecosystem({ name: `Town ${figure}`, ...more.ecosystem });
    for (const side of [network, id]) {
      const half = { ecosystemId: side, networkId: network, memberId: id, startedOn: '2020-01-01' };
      await make.create(networkMembershipDefinition, half);
    }
    const local = await make.adopted(id, people);
    const half = { networkVersionId: versionId, adopterId: id, startsOn: '2020-01-01', visibility: 'PUBLIC' };
    await make.create(networkAdoptionDefinition, {
      ...half,
      ecosystemId: id,
      localVersionId: local.versionId,
      ...more.half,
    });
    await make.create(networkAdoptionDefinition, { ...half, ecosystemId: network, ...more.networkHalf });
    if (figure !== null) {
      const organizationId = await make.organization(id);
      await make.verified(local.versionId, { organizationId, cells: [cell(figure)] });
      await make.release(local.versionId);
    }
    return id;
  }

  const asked = { over: ['ORGANIZATIONS', 'ECOSYSTEMS'] } as const;

  it('is complete if every member has a figure', async () => {
    await member('40');
    await member('25');
    expect(told(await answer(asked))).toEqual(['2024 NOT_ADDITIVE 40..65 of 2, without 0']);
    expect((await answer(asked))[0]?.coverage.absentEcosystems).toEqual([]);
  });

  it('lists a member without figures', async () => {
    await member('40');
    const late = await member(null);
    expect(told(await answer(asked))).toEqual(['2024 NOT_ADDITIVE 40.. of 1, without 1']);
    const [figure] = await answer(asked);
    expect(figure?.coverage.absentEcosystems).toEqual([uuidOf(late)]);
    const { missing } = make.read(anonymous).aggregation;
    const page = await missing.ecosystems(
      figure?.coverage ?? { missingIn: [], asOf: null, otherPeriodsIn: [], absentEcosystems: [] },
      {},
    );
    expect([page.rows.map(({ name }) => name), await page.totalCount()]).toEqual([['Town null'], 1]);
  });

  it('expects each member for the years of its agreement', async () => {
    ({ indicatorId, versionId } = await make.adopted(network));
    /** A member with one organization that agreed to report from 2020 on, and its figures by period. */
    const reporting = async (figures: Record<string, string>, startsOn = '2020-01-01') => {
      const id = await make.ecosystem({ name: `Town of ${JSON.stringify(figures)}` });
      for (const side of [network, id])
        await make.create(networkMembershipDefinition, {
          ecosystemId: side,
          networkId: network,
          memberId: id,
          startedOn: '2020-01-01',
        });
      const local = await make.adopted(id);
      const half = { networkVersionId: versionId, adopterId: id, startsOn, visibility: 'PUBLIC' };
      const localVersionId = local.versionId;
      await make.create(networkAdoptionDefinition, { ...half, ecosystemId: id, localVersionId });
      await make.create(networkAdoptionDefinition, { ...half, ecosystemId: network });
      const organizationId = await make.organization(id);
      const agreement = { indicatorVersionId: localVersionId, startsOn: '2020-02-01', visibility: 'PUBLIC' };
      await make.create(adoptionDefinition, { ...agreement, organizationId });
      for (const [period, value] of Object.entries(figures)) {
        await make.verified(localVersionId, { organizationId, period, cells: [cell(value)] });
        await make.release(localVersionId, { period });
      }
      return id;
    };
    await reporting({ 2023: '10', 2024: '12' });
    const second = await reporting({ 2023: '20' });
    await reporting({ 2024: '50' }, '2024-01-01');
    const everyUnit = ['ECOSYSTEMS', 'ORGANIZATIONS', 'PLACES'] as const;
    const [figure] = await answer({ over: everyUnit, periods: ['2023-01-01/2024-12-31'] });
    expect(figure).toMatchObject({
      value: '92',
      caveats: ['1 expected ecosystem has no figure for 2024. It is not included.'],
      coverage: {
        periods: ['2023', '2024'],
        gaps: [],
        missing: 1,
        notReported: 0,
        absentEcosystems: [uuidOf(second)],
        ecosystems: 3,
        expectedEcosystems: 3,
      },
    });
    const { otherPeriods, missing, reporters } = make.read(anonymous).aggregation;
    const coverage = figure?.coverage;
    if (!coverage) throw new Error('A requested period has a figure.');
    expect(await otherPeriods.count(coverage)).toEqual([]);
    expect((await missing.organizations(coverage, {})).rows).toEqual([]);
    expect(await reporters.count(coverage)).toMatchObject({ reporters: 3, expected: 3, reporterPeriods: 4 });
  });

  it.each([
    ['that the viewer cannot see', { ecosystem: { visibility: 'MEMBERS' } }],
    ['whose adoption the viewer cannot see', { half: { visibility: 'MEMBERS' } }],
    ['for which the viewer cannot see the adoption of the network', { networkHalf: { visibility: 'MEMBERS' } }],
  ])('counts a member %s as missing and does not list it', async (_what, closed) => {
    await member('40');
    await member('25', closed);
    expect(told(await answer(asked))).toEqual(['2024 NOT_ADDITIVE 40.. of 1, without 1']);
    expect((await answer(asked))[0]?.coverage.absentEcosystems).toEqual([]);
    expect(told(await answer(asked, localProgram))).toEqual(['2024 NOT_ADDITIVE 40..65 of 2, without 0']);
    expect(told(await answer({ ...asked, periods: ['2023'] }))).toEqual(['2023 NO_DATA of 0, without 2']);
  });
});
