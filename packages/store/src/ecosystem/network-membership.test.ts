import { anonymous, decodeTypeId, encodeTypeId, newUuid, type Outcome, operator } from '@collective-impact/sdk';
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

const reading = (viewer = operator) => createReaders(database.kysely(), viewer).network;
const uuid = (id: string) => decodeTypeId(id.slice(0, id.lastIndexOf('_')), id) ?? '';
const issues = (outcome: Outcome<string>) =>
  outcome.ok ? [] : outcome.issues.map(({ code, path }) => `${code} ${path.join('.')}`);

async function made(prefix: string, outcome: Promise<Outcome<string>>): Promise<string> {
  const done = await outcome;
  if (!done.ok) throw new Error(JSON.stringify(done.issues));
  return encodeTypeId(prefix, done.value);
}

const newEcosystem = (name: string, more: object = {}) =>
  made(
    'ecosystem',
    writer.create(ecosystemDefinition, { slug: `of-${newUuid()}`, name, visibility: 'PUBLIC', ...more }),
  );
const newNetwork = (name: string, more: object = {}) => newEcosystem(name, { kind: 'NETWORK', ...more });

type Said = { by?: 'network' | 'member' } & Command;

/** Says a half, the member's unless said otherwise, from 2024 on. */
const say = (member: string, network: string, { by = 'member', ...more }: Said = {}) =>
  writer.create(networkMembershipDefinition, {
    ecosystemId: by === 'member' ? member : network,
    networkId: network,
    memberId: member,
    startedOn: '2024-01-01',
    visibility: 'PUBLIC',
    ...more,
  });

const said = (...half: Parameters<typeof say>) => made('network_membership', say(...half));

async function agreed(member: string, network: string, more: Command = {}): Promise<[string, string]> {
  return [await said(member, network, more), await said(member, network, { by: 'network', ...more })];
}

const on = '2024-06-30';
const networks = async (id: string, day = on, viewer = operator) =>
  (await reading(viewer).networks(uuid(id), { page: {}, filter: { on: day } })).rows.map(({ name }) => name);
const members = async (id: string, day = on, viewer = operator) =>
  (await reading(viewer).members(uuid(id), { page: {}, filter: { on: day } })).rows.map(({ name }) => name);

describe.each(engines)('memberships of networks on %s', (engine) => {
  beforeAll(async () => {
    database = await openTestDatabase(engine);
    writer = new Writer(database, operator);
  });

  afterAll(() => database.close());

  it('hold while both sides say so, and are seen from both', async () => {
    const [town, state] = [await newEcosystem('Town'), await newNetwork('State')];
    await said(town, state, { endedOn: '2024-08-31' });
    expect([await networks(town), await members(state)]).toEqual([[], []]);
    await said(town, state, { by: 'network', startedOn: '2024-03-01' });
    expect([await networks(town), await members(state)]).toEqual([['State'], ['Town']]);
    expect([await networks(state), await members(town)]).toEqual([[], []]);
    const days = ['2024-02-29', '2024-03-01', '2024-08-31', '2024-09-01'];
    expect(await Promise.all(days.map((day) => networks(town, day)))).toEqual([[], ['State'], ['State'], []]);
  });

  it('are read by name, page by page, with their number', async () => {
    const state = await newNetwork('Wide');
    for (const name of ['C', 'A', 'B']) await agreed(await newEcosystem(name), state);
    const page = await reading().members(uuid(state), { page: { first: 2 }, filter: { on } });
    expect(page.rows.map(({ name }) => name)).toEqual(['A', 'B']);
    expect([page.hasNextPage, await page.totalCount()]).toEqual([true, 3]);
  });

  it('are pending while one side is silent, which both sides can see', async () => {
    const [town, state] = [await newEcosystem('Asking'), await newNetwork('Asked')];
    const asked = await said(town, state);
    const pending = async (id: string, is: boolean) =>
      (await reading().halves(uuid(id), { page: {}, filter: { pending: is } })).rows.map((row) => row.id);
    expect([await pending(state, true), await pending(town, true)]).toEqual([[uuid(asked)], [uuid(asked)]]);
    expect(await reading().counterpart(uuid(asked))).toBeNull();
    const answer = await said(town, state, { by: 'network' });
    expect([await pending(state, true), await pending(state, false)]).toEqual([[], [uuid(asked), uuid(answer)]]);
    expect(await reading().counterpart(uuid(asked))).toMatchObject({ id: uuid(answer) });
    expect(await reading().counterpart(uuid(answer))).toMatchObject({ id: uuid(asked) });
  });

  it('end when one side says so', async () => {
    const [town, state] = [await newEcosystem('Leaving'), await newNetwork('Left')];
    const [half] = await agreed(town, state);
    await made(
      'network_membership',
      writer.update(networkMembershipDefinition, { id: half, expectedVersion: 1, endedOn: '2024-05-31' }),
    );
    expect([await networks(town, '2024-05-31'), await networks(town)]).toEqual([['Left'], []]);
    const stale = await writer.update(networkMembershipDefinition, { id: half, expectedVersion: 1, endedOn: null });
    expect(issues(stale)).toEqual(['VERSION_CONFLICT expectedVersion']);
  });

  it('are of a network, and said by one of the two', async () => {
    const [town, city, state] = [await newEcosystem('T'), await newEcosystem('C'), await newNetwork('S')];
    expect(issues(await say(town, city))).toEqual(['INVALID networkId']);
    expect(issues(await say(state, state))).toEqual(['INVALID memberId']);
    expect(issues(await say(town, state, { ecosystemId: city }))).toEqual(['INVALID ecosystemId']);
    expect(issues(await say(town, state, { endedOn: '2023-12-31' }))).toEqual(['DATES_OUT_OF_ORDER endedOn']);
    const absent = encodeTypeId('ecosystem', '01890a5d-ac96-774b-bcce-b302099a8057');
    expect(issues(await say(town, absent))).toEqual(['NOT_FOUND networkId']);
    const half = await said(town, state);
    const change = { id: half, expectedVersion: 1, memberId: city };
    expect(issues(await writer.update(networkMembershipDefinition, change))).toEqual(['INVALID memberId']);
  });

  it('are said once by each side, until it ends what it said', async () => {
    const [town, state] = [await newEcosystem('T'), await newNetwork('S')];
    const [half] = await agreed(town, state);
    expect(issues(await say(town, state, { startedOn: '2025-01-01' }))).toEqual(['DUPLICATE memberId']);
    const end = { id: half, expectedVersion: 1, endedOn: '2024-12-31' };
    await made('network_membership', writer.update(networkMembershipDefinition, end));
    await said(town, state, { startedOn: '2025-01-01' });
    const open = { id: half, expectedVersion: 2, endedOn: null };
    expect(issues(await writer.update(networkMembershipDefinition, open))).toEqual(['DUPLICATE memberId']);
  });

  it('never make a network a member of itself, whichever side says what', async () => {
    const [a, b, c] = [await newNetwork('A'), await newNetwork('B'), await newNetwork('C')];
    await said(a, b);
    await said(b, c, { by: 'network', endedOn: '2024-12-31' });
    expect(issues(await say(c, a))).toEqual(['INVALID networkId']);
    expect(issues(await say(b, a, { by: 'network' }))).toEqual(['INVALID networkId']);
    const later = await said(c, a, { startedOn: '2025-01-01' });
    const sooner = { id: later, expectedVersion: 1, startedOn: '2024-12-31' };
    expect(issues(await writer.update(networkMembershipDefinition, sooner))).toEqual(['INVALID networkId']);
    await made(
      'network_membership',
      writer.update(networkMembershipDefinition, { id: later, expectedVersion: 1, visibility: 'MEMBERS' }),
    );
  });

  it('close no cycle, however many ask at once', async () => {
    const ring = await Promise.all(['A', 'B', 'C', 'D'].map((name) => newNetwork(name)));
    const outcomes = await Promise.all(ring.map((member, at) => say(member, ring[(at + 1) % ring.length] ?? '')));
    expect(outcomes.flatMap(issues)).toEqual(['INVALID networkId']);
  });

  it('show nothing to those who do not see both halves and both ecosystems', async () => {
    const [town, state] = [await newEcosystem('Open'), await newNetwork('Open state')];
    await said(town, state);
    const closed = await said(town, state, { by: 'network', visibility: 'MEMBERS' });
    expect([await networks(town, on, anonymous), await members(state, on, anonymous)]).toEqual([[], []]);
    const seen = await reading(anonymous).halves(uuid(town), { page: {}, filter: { pending: true } });
    expect(seen.rows).toHaveLength(1);
    expect(await reading(anonymous).counterpart(seen.rows[0]?.id ?? '')).toBeNull();
    const open = { id: closed, expectedVersion: 1, visibility: 'PUBLIC' };
    await made('network_membership', writer.update(networkMembershipDefinition, open));
    expect(await networks(town, on, anonymous)).toEqual(['Open state']);
    const secret = await newNetwork('Secret', { visibility: 'MEMBERS' });
    await agreed(town, secret);
    expect(await networks(town, on, anonymous)).toEqual(['Open state']);
    expect(await networks(town)).toEqual(['Open state', 'Secret']);
  });

  it('are read with one statement for each list, whatever its width', async () => {
    const [state, towns] = [await newNetwork('One'), await Promise.all(['X', 'Y'].map((name) => newEcosystem(name)))];
    for (const town of towns) await agreed(town, state);
    const read = reading();
    const { statements } = await statementsOf(database, () =>
      Promise.all(towns.map((town) => read.networks(uuid(town), { page: {}, filter: { on } }))),
    );
    expect(statements).toHaveLength(1);
  });
});

describe('memberships of networks under others at work, on postgresql', () => {
  beforeAll(async () => {
    database = await openTestDatabase('postgresql');
    writer = new Writer(database, operator);
  });

  afterAll(() => database.close());

  it('close no cycle with a half that is being said in the same moment', async () => {
    const [a, b] = [await newNetwork('A'), await newNetwork('B')];
    const outcomes = await whileHeld(database, {
      statement: sql`select pg_advisory_xact_lock(hashtextextended('network_membership', 0))`,
      work: () => [say(a, b), say(b, a)],
    });
    expect(outcomes.flatMap(issues)).toEqual(['INVALID networkId']);
  });
});
