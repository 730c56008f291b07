import { anonymous, localProgram, type Viewer } from '@collective-impact/sdk';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { networkMembershipDefinition } from '../../ecosystem/index.ts';
import { engines } from '../../testing/engines.ts';
import { issuesOf, MeasurementFixture, uuidOf } from '../../testing/measurement.fixture.ts';
import { openTestDatabase, type TestDatabase } from '../../testing/open-test-database.ts';
import { statementsOf } from '../../testing/statements-of.ts';
import { networkAdoptionDefinition } from './network-adoption-writer.ts';

let database: TestDatabase;
let fixture: MeasurementFixture;
let network: string;
let member: string;
let networkVersionId: string;
let localVersionId: string;

describe.each(engines)("adoptions of a network's indicator versions on %s", (engine) => {
  beforeAll(async () => {
    database = await openTestDatabase(engine);
    fixture = new MeasurementFixture(database);
  });

  beforeEach(async () => {
    network = await fixture.ecosystem({ kind: 'NETWORK', name: 'State' });
    member = await fixture.ecosystem({ name: 'Town' });
    for (const ecosystemId of [network, member]) {
      const record = { ecosystemId, networkId: network, memberId: member, startedOn: '2024-01-01' };
      await fixture.create(networkMembershipDefinition, record);
    }
    networkVersionId = (await fixture.adopted(network)).versionId;
    localVersionId = (await fixture.adopted(member)).versionId;
  });

  afterAll(() => database.close());

  const memberRecord = (more: object = {}) => ({
    ecosystemId: member,
    networkVersionId,
    adopterId: member,
    localVersionId,
    startsOn: '2024-09-01',
    visibility: 'PUBLIC',
    ...more,
  });
  const networkRecord = (more: object = {}) => memberRecord({ ecosystemId: network, localVersionId: null, ...more });
  const issuesOfCreating = async (record: object) =>
    issuesOf(await fixture.writer.create(networkAdoptionDefinition, { ...record }));

  const adopters = async (on: string, viewer: Viewer = localProgram) => {
    const { networkAdoptions } = fixture.read(viewer).indicator;
    const { rows } = await networkAdoptions.adopters(uuidOf(networkVersionId), { page: {}, filter: { on } });
    return rows.map(({ name }) => name);
  };

  it('applies a network adoption on the dates on which the records of both sides apply', async () => {
    const id = await fixture.create(networkAdoptionDefinition, memberRecord());
    expect(await adopters('2025-01-01')).toEqual([]);
    await fixture.create(networkAdoptionDefinition, networkRecord({ startsOn: '2024-10-01', visibility: 'MEMBERS' }));
    expect(await adopters('2024-09-30')).toEqual([]);
    expect(await adopters('2024-10-01')).toEqual(['Town']);
    expect(await adopters('2024-10-01', anonymous)).toEqual([]);
    const end = { id, expectedVersion: 1, endsOn: '2024-12-31' };
    expect(issuesOf(await fixture.writer.update(networkAdoptionDefinition, end))).toEqual([]);
    expect(await adopters('2024-12-31')).toEqual(['Town']);
    expect(await adopters('2025-01-01')).toEqual([]);
  });

  it("lists each of the network's adopted indicators once for the member", async () => {
    await fixture.create(networkAdoptionDefinition, memberRecord());
    await fixture.create(networkAdoptionDefinition, networkRecord());
    const { networkAdoptions } = fixture.read().indicator;
    const list = { page: {}, filter: { on: '2025-01-01' } };
    const { rows, totalCount } = await networkAdoptions.indicators(uuidOf(member), list);
    expect(rows).toMatchObject([{ ecosystemId: uuidOf(network) }]);
    expect(await totalCount()).toBe(1);
    expect((await networkAdoptions.indicators(uuidOf(network), list)).rows).toEqual([]);
  });

  it('rejects a record of an adoption by a third party or for dates without membership', async () => {
    const other = await fixture.ecosystem();
    const elsewhere = (await fixture.adopted(other)).versionId;
    expect(await issuesOfCreating(memberRecord({ ecosystemId: other, localVersionId: elsewhere }))).toEqual([
      'INVALID ecosystemId',
      'INVALID localVersionId',
    ]);
    expect(await issuesOfCreating(memberRecord({ localVersionId: elsewhere }))).toEqual([
      'OTHER_ECOSYSTEM localVersionId',
    ]);
    expect(
      await issuesOfCreating(memberRecord({ ecosystemId: other, adopterId: other, localVersionId: elsewhere })),
    ).toEqual(['INVALID adopterId']);
    expect(await issuesOfCreating(memberRecord({ startsOn: '2023-12-31' }))).toEqual(['INVALID adopterId']);
    expect(await issuesOfCreating(memberRecord({ networkVersionId: localVersionId }))).toEqual([
      'INVALID networkVersionId',
      'INVALID adopterId',
      'INVALID adopterId',
    ]);
  });

  it("rejects a local version that is not adopted or whose unit differs from the network's", async () => {
    const people = { countingUnit: 'PEOPLE', unit: { code: 'people', label: 'People' } };
    localVersionId = (await fixture.adopted(member, people)).versionId;
    expect(await issuesOfCreating(memberRecord())).toEqual(['INVALID localVersionId']);
    expect(await issuesOfCreating(memberRecord({ localVersionId: null }))).toEqual(['REQUIRED localVersionId']);
    localVersionId = await fixture.version(await fixture.indicator(member));
    expect(await issuesOfCreating(memberRecord())).toEqual(['ILLEGAL_TRANSITION localVersionId']);
  });

  it('rejects overlapping records of an adoption by the same side', async () => {
    await fixture.create(networkAdoptionDefinition, memberRecord({ endsOn: '2024-12-31' }));
    expect(await issuesOfCreating(memberRecord({ startsOn: '2024-12-31' }))).toEqual(['DUPLICATE startsOn']);
    const outcomes = await Promise.all([
      issuesOfCreating(memberRecord({ startsOn: '2025-01-01' })),
      issuesOfCreating(memberRecord({ startsOn: '2025-02-01' })),
    ]);
    expect(outcomes.flat()).toEqual(['DUPLICATE startsOn']);
    expect(await issuesOfCreating(networkRecord())).toEqual([]);
  });

  it('rejects an adoption that starts before the adopter is a member', async () => {
    const id = await fixture.create(networkAdoptionDefinition, memberRecord());
    const issuesOfMoving = async (more: object) =>
      issuesOf(await fixture.writer.update(networkAdoptionDefinition, { id, expectedVersion: 1, ...more }));
    expect(await issuesOfMoving({ startsOn: '2023-01-01' })).toEqual(['INVALID adopterId']);
    expect(await issuesOfMoving({ startsOn: '2024-01-01' })).toEqual([]);
  });

  it("has a database constraint that requires the local version in the adopter's record", async () => {
    await fixture.create(networkAdoptionDefinition, memberRecord());
    const forget = database.orm.em
      .fork()
      .execute('update "network_adoption" set "local_version_id" = null where "adopter_id" = ?', [uuidOf(member)]);
    await expect(forget).rejects.toThrow('network_adoption_local_version_of_adopter');
  });

  it('lists the adoption records of both sides, with their counterparts', async () => {
    const { records, counterpart } = {
      records: async (ecosystem: string, pending: boolean | null = null) => {
        const { networkAdoptions } = fixture.read().indicator;
        const { rows } = await networkAdoptions.records(uuidOf(ecosystem), { page: {}, filter: { pending } });
        return rows.map((row) => (row.ecosystemId === uuidOf(member) ? 'member' : 'network'));
      },
      counterpart: (id: string) => fixture.read().indicator.networkAdoptions.counterpart(uuidOf(id)),
    };
    const id = await fixture.create(networkAdoptionDefinition, memberRecord());
    expect(await records(member, true)).toEqual(['member']);
    expect(await records(network, true)).toEqual(['member']);
    expect(await counterpart(id)).toBeNull();
    const other = await fixture.create(networkAdoptionDefinition, networkRecord({ startsOn: '2025-01-01' }));
    expect(await records(member)).toEqual(['member', 'network']);
    expect(await records(network)).toEqual(['member', 'network']);
    expect(await records(network, true)).toEqual([]);
    expect(await records(network, false)).toEqual(['member', 'network']);
    expect(await counterpart(id)).toMatchObject({ id: uuidOf(other) });
    expect(await counterpart(other)).toMatchObject({ id: uuidOf(id) });
  });

  it('reads the adopted indicators of several ecosystems with one statement', async () => {
    const { networkAdoptions } = fixture.read().indicator;
    const list = { page: {}, filter: { on: '2025-01-01' } };
    const { statements } = await statementsOf(database, () =>
      Promise.all([network, member].map((id) => networkAdoptions.indicators(uuidOf(id), list))),
    );
    expect(statements).toHaveLength(1);
  });
});
