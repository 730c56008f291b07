import { encodeTypeId, type Outcome } from '@collective-impact/sdk';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { networkMembershipDefinition } from '../ecosystem/index.ts';
import { baselineDefinition, networkAdoptionDefinition } from '../indicator/index.ts';
import { engines } from '../testing/engines.ts';
import { cell, issuesOf, MeasurementFixture, uuidOf } from '../testing/measurement.fixture.ts';
import { openTestDatabase, type TestDatabase } from '../testing/open-test-database.ts';
import { publishRelease } from './release-writer.ts';

let database: TestDatabase;
let make: MeasurementFixture;

const people = { countingUnit: 'PEOPLE' };
const few = [cell('30'), cell('4', 'F'), cell('26', 'M')];
const many = [cell('60'), cell('25', 'F'), cell('35', 'M')];
const refusal = ['SMALL_GROUP period'];

const publish = async (indicatorVersionId: string, period = '2024') =>
  issuesOf(await publishRelease(make.writer, { indicatorVersionId, period }));

describe.each(engines)('beside what is released on %s', (engine) => {
  beforeAll(async () => {
    database = await openTestDatabase(engine);
    make = new MeasurementFixture(database);
  });

  afterAll(() => database.close());

  describe("a network's own figure", () => {
    let networkVersionId: string;
    let localVersionId: string;

    beforeEach(async () => {
      const network = await make.ecosystem({ kind: 'NETWORK', name: 'State' });
      const member = await make.ecosystem({ name: 'Town' });
      networkVersionId = (await make.adopted(network, people)).versionId;
      localVersionId = (await make.adopted(member, people)).versionId;
      const adoption = { networkVersionId, adopterId: member, startsOn: '2024-01-01', endsOn: '2024-12-31' };
      for (const ecosystemId of [network, member]) {
        const half = { ecosystemId, networkId: network, memberId: member, startedOn: '2023-01-01' };
        await make.create(networkMembershipDefinition, half);
      }
      await make.create(networkAdoptionDefinition, { ...adoption, ecosystemId: network });
      await make.create(networkAdoptionDefinition, { ...adoption, ecosystemId: member, localVersionId });
    });

    it('is not released beside withheld figures that a member brings in', async () => {
      await make.verified(localVersionId, { cells: few });
      expect(await publish(localVersionId)).toEqual([]);
      await make.verified(networkVersionId, { cells: many });
      expect(await publish(networkVersionId)).toEqual(refusal);
    });

    it('keeps a member from releasing what it withholds some of', async () => {
      await make.verified(networkVersionId, { cells: many });
      expect(await publish(networkVersionId)).toEqual([]);
      await make.verified(localVersionId, { cells: few });
      expect(await publish(localVersionId)).toEqual(refusal);
    });

    it('keeps a member from releasing anything, where it is withheld itself', async () => {
      await make.verified(networkVersionId, { cells: few });
      expect(await publish(networkVersionId)).toEqual([]);
      await make.verified(localVersionId, { cells: many });
      expect(await publish(localVersionId)).toEqual(refusal);
    });

    it('is released beside figures of members of which nothing is withheld, and those of other days', async () => {
      await make.verified(networkVersionId, { cells: many });
      expect(await publish(networkVersionId)).toEqual([]);
      await make.verified(localVersionId, { cells: many });
      expect(await publish(localVersionId)).toEqual([]);
      await make.verified(localVersionId, { period: '2025', cells: few });
      expect(await publish(localVersionId, '2025')).toEqual([]);
      await make.verified(networkVersionId, { period: '2025', cells: many });
      expect(await publish(networkVersionId, '2025')).toEqual([]);
    });

    it('is not what organizations of the network report', async () => {
      await make.verified(localVersionId, { cells: few });
      expect(await publish(localVersionId)).toEqual([]);
      const { ecosystemId } = await ecosystemOf(networkVersionId);
      const organizationId = await make.organization(ecosystemId);
      await make.verified(networkVersionId, { organizationId, cells: many });
      expect(await publish(networkVersionId)).toEqual([]);
    });
  });

  describe('a link between versions of a network and of a member', () => {
    let link: (ecosystemId: 'network' | 'member', days: object) => Promise<Outcome<string>>;
    let versions: { network: string; member: string };

    beforeEach(async () => {
      const network = await make.ecosystem({ kind: 'NETWORK', name: 'State' });
      const member = await make.ecosystem({ name: 'Town' });
      versions = {
        network: (await make.adopted(network, people)).versionId,
        member: (await make.adopted(member, people)).versionId,
      };
      for (const ecosystemId of [network, member]) {
        const half = { ecosystemId, networkId: network, memberId: member, startedOn: '2020-01-01' };
        await make.create(networkMembershipDefinition, half);
      }
      link = (side, days) =>
        make.writer.create(networkAdoptionDefinition, {
          ecosystemId: side === 'network' ? network : member,
          networkVersionId: versions.network,
          adopterId: member,
          ...(side === 'member' && { localVersionId: versions.member }),
          ...days,
        });
    });

    async function released(ofNetwork: object[], ofMember: object[]): Promise<void> {
      await make.verified(versions.network, { cells: ofNetwork });
      await make.verified(versions.member, { cells: ofMember });
      expect([await publish(versions.network), await publish(versions.member)]).toEqual([[], []]);
    }

    it.each([
      ['network', 'member'],
      ['member', 'network'],
    ] as const)('is not made after both are released, where the %s withholds something', async (side, other) => {
      await released(side === 'network' ? few : many, side === 'network' ? many : few);
      expect(issuesOf(await link(side, { startsOn: '2020-01-01' }))).toEqual([]);
      expect(issuesOf(await link(other, { startsOn: '2024-12-31' }))).toEqual(['SMALL_GROUP startsOn']);
      expect(issuesOf(await link(other, { startsOn: '2022-01-01', endsOn: '2023-12-31' }))).toEqual([]);
      const later = await link(other, { startsOn: '2025-01-01' });
      if (!later.ok) throw new Error('other days are not told of');
      const move = (startsOn: string) =>
        make.writer.update(networkAdoptionDefinition, {
          id: encodeTypeId('network_adoption', later.value),
          expectedVersion: 1,
          startsOn,
        });
      expect(issuesOf(await move('2024-06-01'))).toEqual(['SMALL_GROUP startsOn']);
      expect(issuesOf(await move('2026-01-01'))).toEqual([]);
    });

    it('is made where nothing is withheld', async () => {
      await released(many, many);
      for (const side of ['network', 'member'] as const)
        expect(issuesOf(await link(side, { startsOn: '2020-01-01' }))).toEqual([]);
    });
  });

  describe('another version', () => {
    it('is not released for some of the same days, whichever of them withholds', async () => {
      for (const [first, second] of [
        [few, many],
        [many, few],
      ]) {
        const { indicatorId, versionId } = await make.adopted(await make.ecosystem(), people);
        await make.verified(versionId, { cells: first });
        expect(await publish(versionId)).toEqual([]);
        const later = await make.version(indicatorId, people);
        await make.dimension(later);
        await make.adopt(later);
        await make.verified(later, { cells: second });
        expect(await publish(later)).toEqual(refusal);
        await make.verified(later, { period: '2025', cells: second });
        expect(await publish(later, '2025')).toEqual([]);
      }
    });
  });

  describe('a period', () => {
    it('is not released within another, nor around it', async () => {
      const { versionId } = await make.adopted(await make.ecosystem(), { ...people, frequency: 'INTERVAL' });
      const [half, year] = ['2024-01-15/2024-06-30', '2024-01-15/2024-12-15'];
      const other = (await make.adopted(await make.ecosystem(), { ...people, frequency: 'INTERVAL' })).versionId;
      for (const [version, first, second] of [
        [versionId, half, year],
        [other, year, half],
      ] as const) {
        await make.verified(version, { period: first, cells: many });
        expect(await publish(version, first)).toEqual([]);
        await make.verified(version, { period: second, cells: many });
        expect(await publish(version, second)).toEqual(refusal);
      }
    });
  });

  describe('a baseline', () => {
    it('is not opened where something of its period is withheld, be it moved there or shown', async () => {
      const { versionId } = await make.adopted(await make.ecosystem(), people);
      await make.verified(versionId, { cells: few });
      expect(await publish(versionId)).toEqual([]);
      const baseline = {
        indicatorVersionId: versionId,
        value: '26',
        categories: [{ dimension: 'sex', category: 'M' }],
      };
      const refused = (change: object) =>
        make.writer.update(baselineDefinition, { expectedVersion: 1, ...change }).then(issuesOf);
      const open = await make.create(baselineDefinition, { ...baseline, period: '2023', visibility: 'PUBLIC' });
      expect(await refused({ id: open, period: '2024' })).toEqual(['SMALL_GROUP value']);
      const closed = await make.create(baselineDefinition, { ...baseline, period: '2024', visibility: 'RESTRICTED' });
      expect(await refused({ id: closed, visibility: 'MEMBERS' })).toEqual(['SMALL_GROUP value']);
    });
  });
});

async function ecosystemOf(versionId: string): Promise<{ ecosystemId: string }> {
  const row = await make.read().record('indicator_version', uuidOf(versionId));
  return { ecosystemId: encodeTypeId('ecosystem', row?.ecosystemId ?? '') };
}
