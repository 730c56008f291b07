import { anonymous, operator, type Viewer } from '@collective-impact/sdk';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { networkMembershipDefinition } from '../ecosystem/index.ts';
import { engines } from '../testing/engines.ts';
import { issuesOf, MeasurementFixture, uuidOf } from '../testing/measurement.fixture.ts';
import { openTestDatabase, type TestDatabase } from '../testing/open-test-database.ts';
import { statementsOf } from '../testing/statements-of.ts';
import { networkAdoptionDefinition } from './network-adoption-writer.ts';

let database: TestDatabase;
let make: MeasurementFixture;
let network: string;
let member: string;
let networkVersionId: string;
let localVersionId: string;

describe.each(engines)("adoptions of a network's versions on %s", (engine) => {
  beforeAll(async () => {
    database = await openTestDatabase(engine);
    make = new MeasurementFixture(database);
  });

  beforeEach(async () => {
    network = await make.ecosystem({ kind: 'NETWORK', name: 'State' });
    member = await make.ecosystem({ name: 'Town' });
    for (const ecosystemId of [network, member]) {
      const half = { ecosystemId, networkId: network, memberId: member, startedOn: '2024-01-01' };
      await make.create(networkMembershipDefinition, half);
    }
    networkVersionId = (await make.adopted(network)).versionId;
    localVersionId = (await make.adopted(member)).versionId;
  });

  afterAll(() => database.close());

  const ofMember = (more: object = {}) => ({
    ecosystemId: member,
    networkVersionId,
    adopterId: member,
    localVersionId,
    startsOn: '2024-09-01',
    visibility: 'PUBLIC',
    ...more,
  });
  const ofNetwork = (more: object = {}) => ofMember({ ecosystemId: network, localVersionId: null, ...more });
  const says = async (half: object) => issuesOf(await make.writer.create(networkAdoptionDefinition, { ...half }));

  const adopters = async (on: string, viewer: Viewer = operator) => {
    const { networkAdoptions } = make.read(viewer).indicator;
    const { rows } = await networkAdoptions.adopters(uuidOf(networkVersionId), { page: {}, filter: { on } });
    return rows.map(({ name }) => name);
  };

  it('hold on the days for which both sides say so', async () => {
    const id = await make.create(networkAdoptionDefinition, ofMember());
    expect(await adopters('2025-01-01')).toEqual([]);
    await make.create(networkAdoptionDefinition, ofNetwork({ startsOn: '2024-10-01', visibility: 'MEMBERS' }));
    expect(await adopters('2024-09-30')).toEqual([]);
    expect(await adopters('2024-10-01')).toEqual(['Town']);
    expect(await adopters('2024-10-01', anonymous)).toEqual([]);
    const end = { id, expectedVersion: 1, endsOn: '2024-12-31' };
    expect(issuesOf(await make.writer.update(networkAdoptionDefinition, end))).toEqual([]);
    expect(await adopters('2024-12-31')).toEqual(['Town']);
    expect(await adopters('2025-01-01')).toEqual([]);
  });

  it('are known to the adopter by the indicator, once', async () => {
    await make.create(networkAdoptionDefinition, ofMember());
    await make.create(networkAdoptionDefinition, ofNetwork());
    const { networkAdoptions } = make.read().indicator;
    const list = { page: {}, filter: { on: '2025-01-01' } };
    const { rows, totalCount } = await networkAdoptions.indicators(uuidOf(member), list);
    expect(rows).toMatchObject([{ ecosystemId: uuidOf(network) }]);
    expect(await totalCount()).toBe(1);
    expect((await networkAdoptions.indicators(uuidOf(network), list)).rows).toEqual([]);
  });

  it('are said by a side about itself, and by a member', async () => {
    const other = await make.ecosystem();
    const elsewhere = (await make.adopted(other)).versionId;
    expect(await says(ofMember({ ecosystemId: other, localVersionId: elsewhere }))).toEqual([
      'INVALID ecosystemId',
      'INVALID localVersionId',
    ]);
    expect(await says(ofMember({ localVersionId: elsewhere }))).toEqual(['OTHER_ECOSYSTEM localVersionId']);
    expect(await says(ofMember({ ecosystemId: other, adopterId: other, localVersionId: elsewhere }))).toEqual([
      'INVALID adopterId',
    ]);
    expect(await says(ofMember({ startsOn: '2023-12-31' }))).toEqual(['INVALID adopterId']);
    expect(await says(ofMember({ networkVersionId: localVersionId }))).toEqual([
      'INVALID networkVersionId',
      'INVALID adopterId',
      'INVALID adopterId',
    ]);
  });

  it('bring in figures that are like the network’s', async () => {
    const people = { countingUnit: 'PEOPLE', unit: { code: 'people', label: 'People' } };
    localVersionId = (await make.adopted(member, people)).versionId;
    expect(await says(ofMember())).toEqual(['INVALID localVersionId']);
    expect(await says(ofMember({ localVersionId: null }))).toEqual(['REQUIRED localVersionId']);
    localVersionId = await make.version(await make.indicator(member));
    expect(await says(ofMember())).toEqual(['ILLEGAL_TRANSITION localVersionId']);
  });

  it('are said one at a time', async () => {
    await make.create(networkAdoptionDefinition, ofMember({ endsOn: '2024-12-31' }));
    expect(await says(ofMember({ startsOn: '2024-12-31' }))).toEqual(['DUPLICATE startsOn']);
    const outcomes = await Promise.all([
      says(ofMember({ startsOn: '2025-01-01' })),
      says(ofMember({ startsOn: '2025-02-01' })),
    ]);
    expect(outcomes.flat()).toEqual(['DUPLICATE startsOn']);
    expect(await says(ofNetwork())).toEqual([]);
  });

  it('are moved to days on which the adopter is a member', async () => {
    const id = await make.create(networkAdoptionDefinition, ofMember());
    const move = async (more: object) =>
      issuesOf(await make.writer.update(networkAdoptionDefinition, { id, expectedVersion: 1, ...more }));
    expect(await move({ startsOn: '2023-01-01' })).toEqual(['INVALID adopterId']);
    expect(await move({ startsOn: '2024-01-01' })).toEqual([]);
  });

  it('are checked by the table too: only the adopter names what it brings in', async () => {
    await make.create(networkAdoptionDefinition, ofMember());
    const forget = database.orm.em
      .fork()
      .execute('update "network_adoption" set "local_version_id" = null where "adopter_id" = ?', [uuidOf(member)]);
    await expect(forget).rejects.toThrow('network_adoption_adopter_brings_in');
  });

  it('are listed half by half on either side, with the other half', async () => {
    const { halves, counterpart } = {
      halves: async (of: string, pending: boolean | null = null) => {
        const { networkAdoptions } = make.read().indicator;
        const { rows } = await networkAdoptions.records(uuidOf(of), { page: {}, filter: { pending } });
        return rows.map((row) => (row.ecosystemId === uuidOf(member) ? 'member' : 'network'));
      },
      counterpart: (id: string) => make.read().indicator.networkAdoptions.counterpart(uuidOf(id)),
    };
    const id = await make.create(networkAdoptionDefinition, ofMember());
    expect(await halves(member, true)).toEqual(['member']);
    expect(await halves(network, true)).toEqual(['member']);
    expect(await counterpart(id)).toBeNull();
    const other = await make.create(networkAdoptionDefinition, ofNetwork({ startsOn: '2025-01-01' }));
    expect(await halves(member)).toEqual(['member', 'network']);
    expect(await halves(network)).toEqual(['member', 'network']);
    expect(await halves(network, true)).toEqual([]);
    expect(await halves(network, false)).toEqual(['member', 'network']);
    expect(await counterpart(id)).toMatchObject({ id: uuidOf(other) });
    expect(await counterpart(other)).toMatchObject({ id: uuidOf(id) });
  });

  it('are read for many ecosystems at once by one statement', async () => {
    const { networkAdoptions } = make.read().indicator;
    const list = { page: {}, filter: { on: '2025-01-01' } };
    const { statements } = await statementsOf(database, () =>
      Promise.all([network, member].map((id) => networkAdoptions.indicators(uuidOf(id), list))),
    );
    expect(statements).toHaveLength(1);
  });
});
