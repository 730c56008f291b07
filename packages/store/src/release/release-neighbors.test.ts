import { encodeTypeId, type Outcome } from '@collective-impact/sdk';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { networkMembershipDefinition } from '../ecosystem/index.ts';
import { baselineDefinition, networkAdoptionDefinition } from '../indicator/index.ts';
import { engines } from '../testing/engines.ts';
import { cell, issuesOf, MeasurementFixture, uuidOf } from '../testing/measurement.fixture.ts';
import { openTestDatabase, type TestDatabase } from '../testing/open-test-database.ts';
import { publishRelease } from './release-writer.ts';

let database: TestDatabase;
let fixture: MeasurementFixture;

const people = { countingUnit: 'PEOPLE' };
const withSmallCell = [cell('30'), cell('4', 'F'), cell('26', 'M')];
const withoutSmallCell = [cell('60'), cell('25', 'F'), cell('35', 'M')];
const rejection = ['SMALL_GROUP period'];

const publish = async (indicatorVersionId: string, period = '2024') =>
  issuesOf(await publishRelease(fixture.writer, { indicatorVersionId, period }));

describe.each(engines)('releases beside other published figures on %s', (engine) => {
  beforeAll(async () => {
    database = await openTestDatabase(engine);
    fixture = new MeasurementFixture(database);
  });

  afterAll(() => database.close());

  describe("a network's own figure", () => {
    let networkVersionId: string;
    let localVersionId: string;

    beforeEach(async () => {
      const network = await fixture.ecosystem({ kind: 'NETWORK', name: 'State' });
      const member = await fixture.ecosystem({ name: 'Town' });
      networkVersionId = (await fixture.adopted(network, people)).versionId;
      localVersionId = (await fixture.adopted(member, people)).versionId;
      const adoption = { networkVersionId, adopterId: member, startsOn: '2024-01-01', endsOn: '2024-12-31' };
      for (const ecosystemId of [network, member]) {
        const membership = { ecosystemId, networkId: network, memberId: member, startedOn: '2023-01-01' };
        await fixture.create(networkMembershipDefinition, membership);
      }
      await fixture.create(networkAdoptionDefinition, { ...adoption, ecosystemId: network });
      await fixture.create(networkAdoptionDefinition, { ...adoption, ecosystemId: member, localVersionId });
    });

    it("rejects a network's own figure if a member's release suppresses cells", async () => {
      await fixture.verified(localVersionId, { cells: withSmallCell });
      expect(await publish(localVersionId)).toEqual([]);
      await fixture.verified(networkVersionId, { cells: withoutSmallCell });
      expect(await publish(networkVersionId)).toEqual(rejection);
    });

    it("rejects a member's release that suppresses cells if the network released its own figure", async () => {
      await fixture.verified(networkVersionId, { cells: withoutSmallCell });
      expect(await publish(networkVersionId)).toEqual([]);
      await fixture.verified(localVersionId, { cells: withSmallCell });
      expect(await publish(localVersionId)).toEqual(rejection);
    });

    it("rejects a member's release if the network's release suppresses cells", async () => {
      await fixture.verified(networkVersionId, { cells: withSmallCell });
      expect(await publish(networkVersionId)).toEqual([]);
      await fixture.verified(localVersionId, { cells: withoutSmallCell });
      expect(await publish(localVersionId)).toEqual(rejection);
    });

    it("accepts a network's own figure if no release suppresses cells or the adoption does not apply", async () => {
      await fixture.verified(networkVersionId, { cells: withoutSmallCell });
      expect(await publish(networkVersionId)).toEqual([]);
      await fixture.verified(localVersionId, { cells: withoutSmallCell });
      expect(await publish(localVersionId)).toEqual([]);
      await fixture.verified(localVersionId, { period: '2025', cells: withSmallCell });
      expect(await publish(localVersionId, '2025')).toEqual([]);
      await fixture.verified(networkVersionId, { period: '2025', cells: withoutSmallCell });
      expect(await publish(networkVersionId, '2025')).toEqual([]);
    });

    it("accepts reports of the network's organizations beside a member's suppressed cells", async () => {
      await fixture.verified(localVersionId, { cells: withSmallCell });
      expect(await publish(localVersionId)).toEqual([]);
      const { ecosystemId } = await ecosystemOf(networkVersionId);
      const organizationId = await fixture.organization(ecosystemId);
      await fixture.verified(networkVersionId, { organizationId, cells: withoutSmallCell });
      expect(await publish(networkVersionId)).toEqual([]);
    });
  });

  describe("adoptions of a network's version by a member", () => {
    let link: (ecosystemId: 'network' | 'member', days: object) => Promise<Outcome<string>>;
    let versions: { network: string; member: string };

    beforeEach(async () => {
      const network = await fixture.ecosystem({ kind: 'NETWORK', name: 'State' });
      const member = await fixture.ecosystem({ name: 'Town' });
      versions = {
        network: (await fixture.adopted(network, people)).versionId,
        member: (await fixture.adopted(member, people)).versionId,
      };
      for (const ecosystemId of [network, member]) {
        const membership = { ecosystemId, networkId: network, memberId: member, startedOn: '2020-01-01' };
        await fixture.create(networkMembershipDefinition, membership);
      }
      link = (side, days) =>
        fixture.writer.create(networkAdoptionDefinition, {
          ecosystemId: side === 'network' ? network : member,
          networkVersionId: versions.network,
          adopterId: member,
          ...(side === 'member' && { localVersionId: versions.member }),
          ...days,
        });
    });

    async function publishBoth(networkCells: object[], memberCells: object[]): Promise<void> {
      await fixture.verified(versions.network, { cells: networkCells });
      await fixture.verified(versions.member, { cells: memberCells });
      expect([await publish(versions.network), await publish(versions.member)]).toEqual([[], []]);
    }

    it.each([
      ['network', 'member'],
      ['member', 'network'],
    ] as const)('rejects an adoption for a released period if the %s suppresses cells', async (side, other) => {
      await publishBoth(
        side === 'network' ? withSmallCell : withoutSmallCell,
        side === 'network' ? withoutSmallCell : withSmallCell,
      );
      expect(issuesOf(await link(side, { startsOn: '2020-01-01' }))).toEqual([]);
      expect(issuesOf(await link(other, { startsOn: '2024-12-31' }))).toEqual(['SMALL_GROUP startsOn']);
      expect(issuesOf(await link(other, { startsOn: '2022-01-01', endsOn: '2023-12-31' }))).toEqual([]);
      const later = await link(other, { startsOn: '2025-01-01' });
      if (!later.ok) throw new Error('The adoption was rejected.');
      const move = (startsOn: string) =>
        fixture.writer.update(networkAdoptionDefinition, {
          id: encodeTypeId('network_adoption', later.value),
          expectedVersion: 1,
          startsOn,
        });
      expect(issuesOf(await move('2024-06-01'))).toEqual(['SMALL_GROUP startsOn']);
      expect(issuesOf(await move('2026-01-01'))).toEqual([]);
    });

    it('accepts an adoption for a released period if no cell is suppressed', async () => {
      await publishBoth(withoutSmallCell, withoutSmallCell);
      for (const side of ['network', 'member'] as const)
        expect(issuesOf(await link(side, { startsOn: '2020-01-01' }))).toEqual([]);
    });
  });

  describe('another version of the indicator', () => {
    it('rejects a release for an overlapping period if either version suppresses cells', async () => {
      for (const [first, second] of [
        [withSmallCell, withoutSmallCell],
        [withoutSmallCell, withSmallCell],
      ]) {
        const { indicatorId, versionId } = await fixture.adopted(await fixture.ecosystem(), people);
        await fixture.verified(versionId, { cells: first });
        expect(await publish(versionId)).toEqual([]);
        const later = await fixture.version(indicatorId, people);
        await fixture.dimension(later);
        await fixture.adopt(later);
        await fixture.verified(later, { cells: second });
        expect(await publish(later)).toEqual(rejection);
        await fixture.verified(later, { period: '2025', cells: second });
        expect(await publish(later, '2025')).toEqual([]);
      }
    });
  });

  describe('overlapping periods', () => {
    it('rejects a release for a period within a released period, or around it', async () => {
      const { versionId } = await fixture.adopted(await fixture.ecosystem(), { ...people, frequency: 'INTERVAL' });
      const [half, year] = ['2024-01-15/2024-06-30', '2024-01-15/2024-12-15'];
      const other = (await fixture.adopted(await fixture.ecosystem(), { ...people, frequency: 'INTERVAL' })).versionId;
      for (const [version, first, second] of [
        [versionId, half, year],
        [other, year, half],
      ] as const) {
        await fixture.verified(version, { period: first, cells: withoutSmallCell });
        expect(await publish(version, first)).toEqual([]);
        await fixture.verified(version, { period: second, cells: withoutSmallCell });
        expect(await publish(version, second)).toEqual(rejection);
      }
    });
  });

  describe('a visible baseline', () => {
    it('rejects a visible baseline for a period whose release suppresses cells', async () => {
      const { versionId } = await fixture.adopted(await fixture.ecosystem(), people);
      await fixture.verified(versionId, { cells: withSmallCell });
      expect(await publish(versionId)).toEqual([]);
      const baseline = {
        indicatorVersionId: versionId,
        value: '26',
        categories: [{ dimension: 'sex', category: 'M' }],
      };
      const issuesOfUpdating = (change: object) =>
        fixture.writer.update(baselineDefinition, { expectedVersion: 1, ...change }).then(issuesOf);
      const open = await fixture.create(baselineDefinition, { ...baseline, period: '2023', visibility: 'PUBLIC' });
      expect(await issuesOfUpdating({ id: open, period: '2024' })).toEqual(['SMALL_GROUP value']);
      const closed = await fixture.create(baselineDefinition, {
        ...baseline,
        period: '2024',
        visibility: 'RESTRICTED',
      });
      expect(await issuesOfUpdating({ id: closed, visibility: 'MEMBERS' })).toEqual(['SMALL_GROUP value']);
    });
  });
});

async function ecosystemOf(versionId: string): Promise<{ ecosystemId: string }> {
  const row = await fixture.read().record('indicator_version', uuidOf(versionId));
  return { ecosystemId: encodeTypeId('ecosystem', row?.ecosystemId ?? '') };
}
