import { anonymous, localProgram, type Viewer } from '@collective-impact/sdk';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { networkMembershipDefinition } from '../ecosystem/index.ts';
import { baselineDefinition, networkAdoptionDefinition, targetDefinition } from '../indicator/index.ts';
import { engines } from '../testing/engines.ts';
import { cell, MeasurementFixture, uuidOf } from '../testing/measurement.fixture.ts';
import { openTestDatabase, type TestDatabase } from '../testing/open-test-database.ts';
import { statementsOf } from '../testing/statements-of.ts';
import { everyUnit } from './roll-up/every-unit.ts';

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

async function report(value: string, more: object = {}): Promise<void> {
  await make.verified(versionId, { cells: [cell(value)], ...more });
}

async function reportOfOrganization(value: string, more: object = {}): Promise<void> {
  await report(value, { organizationId: await make.organization(ecosystemId), ...more });
}

/** The totals of releases, read in one request, with the number of statements. */
async function totalsOf(ids: readonly string[], viewer: Viewer = anonymous) {
  const { record } = make.read(viewer);
  const releases = await Promise.all(ids.map((id) => record('release', uuidOf(id))));
  const { aggregation } = make.read(viewer);
  const { result, statements } = await statementsOf(database, () =>
    Promise.all(releases.map((release) => release && aggregation.releaseTotals.ofRelease(release))),
  );
  return { totals: result, statements };
}

async function totalOf(id: string) {
  const { totals } = await totalsOf([id]);
  return totals[0];
}

describe.each(engines)('the total of a release on %s', (engine) => {
  beforeAll(async () => {
    database = await openTestDatabase(engine);
    make = new MeasurementFixture(database);
  });

  beforeEach(async () => {
    ecosystemId = await make.ecosystem();
    ({ indicatorId, versionId } = await make.adopted(ecosystemId, peopleCountedOnce));
  });

  afterAll(() => database.close());

  it.each(['40', '50', '65'])(
    'is the unduplicated count %s that the ecosystem reported, within 40 to 65',
    async (own) => {
      for (const value of ['40', '25']) await reportOfOrganization(value);
      await report(own);
      expect(await totalOf(await make.release(versionId))).toMatchObject({ scope: 'ECOSYSTEM', value: own });
    },
  );

  it.each(['39', '66'])(
    'has no number if the ecosystem reported the unduplicated count %s, outside it',
    async (own) => {
      for (const value of ['40', '25']) await reportOfOrganization(value);
      await report(own);
      const explanation = `The ecosystem itself reports ${own}, but the figures of its organizations allow from 40 to 65. One of them is wrong.`;
      const total = await totalOf(await make.release(versionId));
      expect(total).toMatchObject({ scope: 'ECOSYSTEM', value: null, suppressed: false, explanation });
      const { record, aggregation } = make.read(anonymous);
      const indicator = await record('indicator', uuidOf(indicatorId));
      if (!indicator) throw new Error('the indicator is public');
      const refused = { value: null, reason: 'CONTRADICTORY', interval: null, explanation };
      expect(await aggregation.rollUps.ofIndicator(indicator, { over: everyUnit, by: [] })).toMatchObject([refused]);
      const [whole] = await aggregation.series.ofIndicator(indicator, { span: {}, by: [] });
      expect(whole).toMatchObject(refused);
    },
  );

  describe('of a network', () => {
    /** A member of the network that released its own total for 2024. */
    async function member(total: string | null): Promise<void> {
      const memberId = await make.ecosystem();
      const local = await make.adopted(memberId, peopleCountedOnce);
      for (const side of [ecosystemId, memberId]) {
        const membership = { ecosystemId: side, networkId: ecosystemId, memberId, startedOn: '2020-01-01' };
        await make.create(networkMembershipDefinition, membership);
      }
      const adoption = {
        networkVersionId: versionId,
        adopterId: memberId,
        startsOn: '2020-01-01',
        visibility: 'PUBLIC',
      };
      const ofMember = { ...adoption, ecosystemId: memberId, localVersionId: local.versionId };
      await make.create(networkAdoptionDefinition, ofMember);
      await make.create(networkAdoptionDefinition, { ...adoption, ecosystemId });
      if (total === null) return;
      await make.verified(local.versionId, { cells: [cell(total)] });
      await make.release(local.versionId);
    }

    beforeEach(async () => {
      ecosystemId = await make.ecosystem({ kind: 'NETWORK', name: 'State' });
      ({ indicatorId, versionId } = await make.adopted(ecosystemId, peopleCountedOnce));
    });

    it.each(['40', '65'])(
      'is the unduplicated count %s that it reported, within 40 to 65 of its members',
      async (own) => {
        for (const total of ['40', '25']) await member(total);
        await report(own);
        expect(await totalOf(await make.release(versionId))).toMatchObject({ value: own });
      },
    );

    it.each(['39', '66'])('has no number if it reported %s, outside the interval of its members', async (own) => {
      for (const total of ['40', '25']) await member(total);
      await report(own);
      const explanation = `The network itself reports ${own}, but the figures of its members allow from 40 to 65. One of them is wrong.`;
      expect(await totalOf(await make.release(versionId))).toMatchObject({ value: null, explanation });
      const { record, aggregation } = make.read(anonymous);
      const indicator = await record('indicator', uuidOf(indicatorId));
      if (!indicator) throw new Error('the indicator is public');
      expect(await aggregation.rollUps.ofIndicator(indicator, { over: everyUnit, by: [] })).toMatchObject([
        { value: null, reason: 'CONTRADICTORY', interval: null, explanation },
      ]);
      const figure = { indicatorVersionId: versionId, visibility: 'PUBLIC' };
      await make.create(baselineDefinition, { ...figure, period: '2022', value: '10' });
      const target = await record(
        'target',
        uuidOf(await make.create(targetDefinition, { ...figure, period: '2030', value: '30' })),
      );
      if (!target) throw new Error('the target is public');
      expect(await aggregation.targets.standing(target, { on: '2025-06-30', asOf: null })).toMatchObject({
        share: null,
        onTrack: null,
        reached: null,
        reason: 'CONTRADICTORY',
        explanation: `Progress for 2024 is not assessed, because figures contradict each other. ${explanation}`,
      });
    });

    it('has no upper bound if a member has no figure', async () => {
      for (const total of ['40', null]) await member(total);
      await report('500');
      expect(await totalOf(await make.release(versionId))).toMatchObject({ value: '500' });
    });

    it('is compared with the current figures of its members if a later release replaced it', async () => {
      for (const total of ['40', '25']) await member(total);
      await report('80');
      const first = await make.release(versionId);
      await reportOfOrganization('10');
      const second = await make.release(versionId);
      const { totals } = await totalsOf([first, second]);
      expect(totals.map((total) => total?.value)).toEqual([null, null]);
    });
  });

  it('has no upper bound if an organization is missing', async () => {
    await reportOfOrganization('40');
    const organizationId = await make.organization(ecosystemId);
    await make.verified(versionId, { organizationId, cells: [{ status: 'MISSING' }] });
    await report('500');
    expect(await totalOf(await make.release(versionId))).toMatchObject({ value: '500' });
  });

  it('is read from the figures of its own release if a later release replaced it', async () => {
    for (const value of ['40', '25']) await reportOfOrganization(value);
    await report('80');
    const first = await make.release(versionId);
    for (const value of ['30', '30', '30']) await reportOfOrganization(value);
    const second = await make.release(versionId);
    const { totals } = await totalsOf([first, second]);
    // From 40 to 65, and then to 155.
    expect(totals.map((total) => total?.value)).toEqual([null, '80']);
  });

  it('is the figure that the ecosystem reported if a person can count twice', async () => {
    ({ indicatorId, versionId } = await make.adopted(ecosystemId, { countingUnit: 'PEOPLE' }));
    for (const value of ['40', '25']) await reportOfOrganization(value);
    await report('80');
    expect(await totalOf(await make.release(versionId))).toMatchObject({ scope: 'ECOSYSTEM', value: '80' });
  });

  it('is read by the statements of one roll-up for all releases of a request', async () => {
    const ids: string[] = [];
    for (const period of ['2021', '2022', '2023', '2024']) {
      await reportOfOrganization('40', { period });
      await report('30', { period });
      ids.push(await make.release(versionId, { period }));
    }
    const { totals, statements } = await totalsOf(ids, localProgram);
    expect(totals.map((total) => total?.value)).toEqual([null, null, null, null]);
    // Cells and versions, then definitions, releases, sums and members of the roll-up.
    expect(statements).toHaveLength(6);
  });
});
