import { anonymous, decodeTypeId, encodeTypeId, localProgram, newUuid, type Outcome } from '@collective-impact/sdk';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createReaders } from '../readers.ts';
import { type Command, Writer } from '../shared/writer.ts';
import { engines } from '../testing/engines.ts';
import { openTestDatabase, type TestDatabase } from '../testing/open-test-database.ts';
import { statementsOf } from '../testing/statements-of.ts';
import { whileHeld } from '../testing/while-held.ts';
import { ecosystemDefinition } from './ecosystem-writer.ts';
import { networkMembershipDefinition } from './network-membership-writer.ts';

let database: TestDatabase;
let writer: Writer;

const reading = (viewer = localProgram) => createReaders(database.kysely(), viewer).network;
const uuid = (id: string) => decodeTypeId(id.slice(0, id.lastIndexOf('_')), id) ?? '';
const issues = (outcome: Outcome<string>) =>
  outcome.ok ? [] : outcome.issues.map(({ code, path }) => `${code} ${path.join('.')}`);

/** The TypeID of the record that a command wrote. Throws if the command was rejected. */
async function idOf(prefix: string, command: Promise<Outcome<string>>): Promise<string> {
  const outcome = await command;
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.issues));
  return encodeTypeId(prefix, outcome.value);
}

const newEcosystem = (name: string, more: object = {}) =>
  idOf(
    'ecosystem',
    writer.create(ecosystemDefinition, { slug: `of-${newUuid()}`, name, visibility: 'PUBLIC', ...more }),
  );
const newNetwork = (name: string, more: object = {}) => newEcosystem(name, { kind: 'NETWORK', ...more });

type RecordValues = { by?: 'network' | 'member' } & Command;

/** Records a membership from 2024 on, by default for the member. */
const record = (member: string, network: string, { by = 'member', ...more }: RecordValues = {}) =>
  writer.create(networkMembershipDefinition, {
    ecosystemId: by === 'member' ? member : network,
    networkId: network,
    memberId: member,
    startedOn: '2024-01-01',
    visibility: 'PUBLIC',
    ...more,
  });

const recorded = (...values: Parameters<typeof record>) => idOf('network_membership', record(...values));

async function recordedByBoth(member: string, network: string, more: Command = {}): Promise<[string, string]> {
  return [await recorded(member, network, more), await recorded(member, network, { by: 'network', ...more })];
}

const on = '2024-06-30';
const networks = async (id: string, day = on, viewer = localProgram) =>
  (await reading(viewer).networks(uuid(id), { page: {}, filter: { on: day } })).rows.map(({ name }) => name);
const members = async (id: string, day = on, viewer = localProgram) =>
  (await reading(viewer).members(uuid(id), { page: {}, filter: { on: day } })).rows.map(({ name }) => name);

describe.each(engines)('network memberships on %s', (engine) => {
  beforeAll(async () => {
    database = await openTestDatabase(engine);
    writer = new Writer(database, localProgram);
  });

  afterAll(() => database.close());

  it('are in effect on dates that both sides have recorded, and are listed by both', async () => {
    const [town, state] = [await newEcosystem('Town'), await newNetwork('State')];
    await recorded(town, state, { endedOn: '2024-08-31' });
    expect([await networks(town), await members(state)]).toEqual([[], []]);
    await recorded(town, state, { by: 'network', startedOn: '2024-03-01' });
    expect([await networks(town), await members(state)]).toEqual([['State'], ['Town']]);
    expect([await networks(state), await members(town)]).toEqual([[], []]);
    const days = ['2024-02-29', '2024-03-01', '2024-08-31', '2024-09-01'];
    expect(await Promise.all(days.map((day) => networks(town, day)))).toEqual([[], ['State'], ['State'], []]);
  });

  it('are listed in pages by name, with their total count', async () => {
    const state = await newNetwork('Wide');
    for (const name of ['C', 'A', 'B']) await recordedByBoth(await newEcosystem(name), state);
    const page = await reading().members(uuid(state), { page: { first: 2 }, filter: { on } });
    expect(page.rows.map(({ name }) => name)).toEqual(['A', 'B']);
    expect([page.hasNextPage, await page.totalCount()]).toEqual([true, 3]);
  });

  it('are pending for both sides until the other side records them', async () => {
    const [town, state] = [await newEcosystem('Asking'), await newNetwork('Asked')];
    const ofMember = await recorded(town, state);
    const pending = async (id: string, isPending: boolean) =>
      (await reading().membershipRecords(uuid(id), { page: {}, filter: { pending: isPending } })).rows.map(
        (row) => row.id,
      );
    expect([await pending(state, true), await pending(town, true)]).toEqual([[uuid(ofMember)], [uuid(ofMember)]]);
    expect(await reading().counterpart(uuid(ofMember))).toBeNull();
    const ofNetwork = await recorded(town, state, { by: 'network' });
    expect([await pending(state, true), await pending(state, false)]).toEqual([[], [uuid(ofMember), uuid(ofNetwork)]]);
    expect(await reading().counterpart(uuid(ofMember))).toMatchObject({ id: uuid(ofNetwork) });
    expect(await reading().counterpart(uuid(ofNetwork))).toMatchObject({ id: uuid(ofMember) });
  });

  it('end when one side sets an end date', async () => {
    const [town, state] = [await newEcosystem('Leaving'), await newNetwork('Left')];
    const [ofMember] = await recordedByBoth(town, state);
    await idOf(
      'network_membership',
      writer.update(networkMembershipDefinition, { id: ofMember, expectedVersion: 1, endedOn: '2024-05-31' }),
    );
    expect([await networks(town, '2024-05-31'), await networks(town)]).toEqual([['Left'], []]);
    const stale = await writer.update(networkMembershipDefinition, { id: ofMember, expectedVersion: 1, endedOn: null });
    expect(issues(stale)).toEqual(['VERSION_CONFLICT expectedVersion']);
  });

  it('are rejected unless the network or its member records them', async () => {
    const [town, city, state] = [await newEcosystem('T'), await newEcosystem('C'), await newNetwork('S')];
    expect(issues(await record(town, city))).toEqual(['INVALID networkId']);
    expect(issues(await record(state, state))).toEqual(['INVALID memberId']);
    expect(issues(await record(town, state, { ecosystemId: city }))).toEqual(['INVALID ecosystemId']);
    expect(issues(await record(town, state, { endedOn: '2023-12-31' }))).toEqual(['DATES_OUT_OF_ORDER endedOn']);
    const absent = encodeTypeId('ecosystem', '01890a5d-ac96-774b-bcce-b302099a8057');
    expect(issues(await record(town, absent))).toEqual(['NOT_FOUND networkId']);
    const ofMember = await recorded(town, state);
    const change = { id: ofMember, expectedVersion: 1, memberId: city };
    expect(issues(await writer.update(networkMembershipDefinition, change))).toEqual(['INVALID memberId']);
  });

  it('have at most one record without an end date per side', async () => {
    const [town, state] = [await newEcosystem('T'), await newNetwork('S')];
    const [ofMember] = await recordedByBoth(town, state);
    expect(issues(await record(town, state, { startedOn: '2025-01-01' }))).toEqual(['DUPLICATE memberId']);
    const end = { id: ofMember, expectedVersion: 1, endedOn: '2024-12-31' };
    await idOf('network_membership', writer.update(networkMembershipDefinition, end));
    await recorded(town, state, { startedOn: '2025-01-01' });
    const open = { id: ofMember, expectedVersion: 2, endedOn: null };
    expect(issues(await writer.update(networkMembershipDefinition, open))).toEqual(['DUPLICATE memberId']);
  });

  it('cannot make a network a member of itself, whichever side records them', async () => {
    const [a, b, c] = [await newNetwork('A'), await newNetwork('B'), await newNetwork('C')];
    await recorded(a, b);
    await recorded(b, c, { by: 'network', endedOn: '2024-12-31' });
    expect(issues(await record(c, a))).toEqual(['INVALID networkId']);
    expect(issues(await record(b, a, { by: 'network' }))).toEqual(['INVALID networkId']);
    const later = await recorded(c, a, { startedOn: '2025-01-01' });
    const sooner = { id: later, expectedVersion: 1, startedOn: '2024-12-31' };
    expect(issues(await writer.update(networkMembershipDefinition, sooner))).toEqual(['INVALID networkId']);
    await idOf(
      'network_membership',
      writer.update(networkMembershipDefinition, { id: later, expectedVersion: 1, visibility: 'MEMBERS' }),
    );
  });

  it('cannot form a cycle when recorded at the same time', async () => {
    const ring = await Promise.all(['A', 'B', 'C', 'D'].map((name) => newNetwork(name)));
    const outcomes = await Promise.all(ring.map((member, at) => record(member, ring[(at + 1) % ring.length] ?? '')));
    expect(outcomes.flatMap(issues)).toEqual(['INVALID networkId']);
  });

  it('are hidden from viewers who may not see both records and both ecosystems', async () => {
    const [town, state] = [await newEcosystem('Open'), await newNetwork('Open state')];
    await recorded(town, state);
    const closed = await recorded(town, state, { by: 'network', visibility: 'MEMBERS' });
    expect([await networks(town, on, anonymous), await members(state, on, anonymous)]).toEqual([[], []]);
    const visible = await reading(anonymous).membershipRecords(uuid(town), { page: {}, filter: { pending: true } });
    expect(visible.rows).toHaveLength(1);
    expect(await reading(anonymous).counterpart(visible.rows[0]?.id ?? '')).toBeNull();
    const open = { id: closed, expectedVersion: 1, visibility: 'PUBLIC' };
    await idOf('network_membership', writer.update(networkMembershipDefinition, open));
    expect(await networks(town, on, anonymous)).toEqual(['Open state']);
    const secret = await newNetwork('Secret', { visibility: 'MEMBERS' });
    await recordedByBoth(town, secret);
    expect(await networks(town, on, anonymous)).toEqual(['Open state']);
    expect(await networks(town)).toEqual(['Open state', 'Secret']);
  });

  it('are read with one statement for the lists of several ecosystems', async () => {
    const [state, towns] = [await newNetwork('One'), await Promise.all(['X', 'Y'].map((name) => newEcosystem(name)))];
    for (const town of towns) await recordedByBoth(town, state);
    const read = reading();
    const { statements } = await statementsOf(database, () =>
      Promise.all(towns.map((town) => read.networks(uuid(town), { page: {}, filter: { on } }))),
    );
    expect(statements).toHaveLength(1);
  });
});

describe('network memberships with concurrent writers on postgresql', () => {
  beforeAll(async () => {
    database = await openTestDatabase('postgresql');
    writer = new Writer(database, localProgram);
  });

  afterAll(() => database.close());

  it('cannot form a cycle with a record that another transaction is writing', async () => {
    const [a, b] = [await newNetwork('A'), await newNetwork('B')];
    const outcomes = await whileHeld(database, {
      statement: sql`select pg_advisory_xact_lock(hashtextextended('network_membership', 0))`,
      work: () => [record(a, b), record(b, a)],
    });
    expect(outcomes.flatMap(issues)).toEqual(['INVALID networkId']);
  });
});
