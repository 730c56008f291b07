import {
  anonymous,
  decodeTypeId,
  encodeTypeId,
  localProgram,
  newUuid,
  type Outcome,
  unwrap,
} from '@collective-impact/sdk';
import { stakeholderGroups } from '@collective-impact/sdk/ecosystem';
import { derivePartnershipTypes, partnershipTypes } from '@collective-impact/sdk/partnership';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ecosystemDefinition, networkMembershipDefinition, organizationDefinition } from '../ecosystem/index.ts';
import { createReaders } from '../readers.ts';
import { type Command, Writer } from '../shared/writer.ts';
import { engines } from '../testing/engines.ts';
import { openTestDatabase, type TestDatabase } from '../testing/open-test-database.ts';
import { statementsOf } from '../testing/statements-of.ts';
import type { PartnershipFilter } from './partnership-reader.ts';
import { partnershipDefinition } from './partnership-writer.ts';

let database: TestDatabase;
let writer: Writer;
let ecosystemId: string;

const reading = (viewer = localProgram) => createReaders(database.kysely(), viewer).partnership;
const uuid = (id: string) => decodeTypeId(id.slice(0, id.lastIndexOf('_')), id) ?? '';
const issues = (outcome: Outcome<string>) =>
  outcome.ok ? [] : outcome.issues.map(({ code, path }) => `${code} ${path.join('.')}`);

async function created(prefix: string, outcome: Promise<Outcome<string>>): Promise<string> {
  const result = await outcome;
  if (!result.ok) throw new Error(JSON.stringify(result.issues));
  return encodeTypeId(prefix, result.value);
}

const newEcosystem = (more: object = {}) =>
  created(
    'ecosystem',
    writer.create(ecosystemDefinition, { slug: `of-${newUuid()}`, name: 'H', visibility: 'PUBLIC', ...more }),
  );
const newOrganization = (groups: readonly string[], more: Command = {}) =>
  created(
    'organization',
    writer.create(organizationDefinition, {
      ecosystemId,
      name: 'Somebody',
      stakeholderGroups: groups.map((code) => ({ code })),
      visibility: 'PUBLIC',
      ...more,
    }),
  );
const createPartnership = (organizationId: string, partnerId: string, more: Command = {}) =>
  writer.create(partnershipDefinition, { organizationId, partnerId, visibility: 'PUBLIC', ...more });
const newPartnership = (...values: Parameters<typeof createPartnership>) =>
  created('partnership', createPartnership(...values));

async function joinNetwork(memberId: string, networkId: string, more: object = {}): Promise<void> {
  for (const side of [memberId, networkId]) {
    const membership = { ecosystemId: side, networkId, memberId, startedOn: '2020-01-01', ...more };
    await created('network_membership', writer.create(networkMembershipDefinition, membership));
  }
}

const listedIds = async (filter: PartnershipFilter, viewer = localProgram) =>
  (await reading(viewer).partnerships(uuid(ecosystemId), { page: { first: 100 }, filter })).rows.map(({ id }) => id);

describe.each(engines)('partnerships on %s', (engine) => {
  beforeAll(async () => {
    database = await openTestDatabase(engine);
    writer = new Writer(database, localProgram);
  });

  beforeEach(async () => {
    ecosystemId = await newEcosystem();
  });

  afterAll(() => database.close());

  it('are stored in the ecosystem of the first organization, and are rejected if they are malformed', async () => {
    const [school, museum] = [await newOrganization(['schools']), await newOrganization(['libraries'])];
    const id = await newPartnership(school, museum, { purpose: 'Read', agreementUrl: 'https://example.org/agreement' });
    const { rows } = await reading().partnerships(uuid(ecosystemId), { page: {}, filter: {} });
    expect(rows).toMatchObject([{ id: uuid(id), ecosystemId: uuid(ecosystemId), purpose: 'Read', codedTypes: [] }]);
    expect(issues(await createPartnership(school, school))).toEqual(['INVALID partnerId']);
    expect(issues(await createPartnership(school, museum, { startedOn: '2024-02-01', endedOn: '2024-01-31' }))).toEqual(
      ['DATES_OUT_OF_ORDER endedOn'],
    );
    expect(
      issues(await createPartnership(school, museum, { codedTypes: [{ code: 'k-12' }, { code: 'none' }] })),
    ).toEqual(['UNKNOWN_CODE codedTypes.1.code']);
    const change = { id, expectedVersion: 1, partnerId: school };
    expect(issues(await writer.update(partnershipDefinition, change))).toEqual(['INVALID partnerId']);
    await created('partnership', writer.update(partnershipDefinition, { id, expectedVersion: 1, purpose: null }));
    const stale = await writer.update(partnershipDefinition, { id, expectedVersion: 1, purpose: 'Late' });
    expect(issues(stale)).toEqual(['VERSION_CONFLICT expectedVersion']);
  });

  it('can have a partner in another ecosystem only if both ecosystems share a network', async () => {
    const organization = await newOrganization(['schools']);
    const elsewhere = await newEcosystem();
    const other = await newOrganization(['libraries'], { ecosystemId: elsewhere });
    expect(issues(await createPartnership(organization, other))).toEqual(['OTHER_ECOSYSTEM partnerId']);
    const [state, nation] = [await newEcosystem({ kind: 'NETWORK' }), await newEcosystem({ kind: 'NETWORK' })];
    await joinNetwork(elsewhere, state, { endedOn: '2021-12-31' });
    await joinNetwork(state, nation);
    await joinNetwork(ecosystemId, nation);
    expect(issues(await createPartnership(organization, other)), 'after the membership ended').toEqual([
      'OTHER_ECOSYSTEM partnerId',
    ]);
    const membership = { ecosystemId: elsewhere, networkId: state, memberId: elsewhere, startedOn: '2022-01-01' };
    await created('network_membership', writer.create(networkMembershipDefinition, membership));
    expect(issues(await createPartnership(organization, other)), 'while only one side states the membership').toEqual([
      'OTHER_ECOSYSTEM partnerId',
    ]);
    await created(
      'network_membership',
      writer.create(networkMembershipDefinition, { ...membership, ecosystemId: state }),
    );
    const id = await newPartnership(organization, other);
    const ofOther = await reading().partnershipsOf(uuid(other), { page: {}, filter: {} });
    expect(ofOther.rows).toMatchObject([{ id: uuid(id), ecosystemId: uuid(ecosystemId) }]);
  });

  it('are listed for both organizations, and filtered by date', async () => {
    const [a, b, c] = [await newOrganization([]), await newOrganization([]), await newOrganization([])];
    const ids = [
      await newPartnership(a, b, { startedOn: '2024-01-01', endedOn: '2024-06-30' }),
      await newPartnership(c, a, { startedOn: '2024-06-30' }),
      await newPartnership(b, c, { endedOn: '2024-06-29' }),
    ].map(uuid);
    const of = async (id: string, activeOn?: string) =>
      (await reading().partnershipsOf(uuid(id), { page: {}, filter: { activeOn } })).rows.map((row) =>
        ids.indexOf(row.id),
      );
    expect([await of(a), await of(b), await of(c)]).toEqual([
      [0, 1],
      [0, 2],
      [1, 2],
    ]);
    expect([await of(a, '2024-06-30'), await of(a, '2024-07-01')]).toEqual([[0, 1], [1]]);
    expect(await listedIds({ activeOn: '2023-01-01' })).toEqual([ids[2]]);
    expect(await listedIds({ activeOn: '2024-06-30' })).toEqual([ids[0], ids[1]]);
  });

  it('are filtered by each type that the SDK derives, for each pair of stakeholder groups', async () => {
    const codes = stakeholderGroups.codes.map(({ code }) => code);
    const organizations = new Map<string, string>();
    for (const code of codes) organizations.set(code, await newOrganization([code]));
    const pairs = codes.flatMap((one, at) => codes.slice(at + 1).map((other) => [one, other] as const));
    const expected = new Map(partnershipTypes.codes.map(({ code }) => [code, [] as string[]]));
    for (const [one, other] of pairs) {
      const id = await newPartnership(organizations.get(one) ?? '', organizations.get(other) ?? '');
      const group = (code: string) => [{ scheme: stakeholderGroups.scheme, code }];
      const types = unwrap(derivePartnershipTypes(group(one), group(other)));
      for (const { code } of types) expected.get(code)?.push(uuid(id));
    }
    const counts = Object.fromEntries([...expected].map(([type, ids]) => [type, ids.length]));
    expect(counts).toEqual({
      business: 20,
      'higher-education': 11,
      'in-school-out-of-school': 1,
      'informal-education': 20,
      'k-12': 10,
    });
    for (const [type, ids] of expected) {
      expect(await listedIds({ type }), type).toEqual(ids);
    }
  });

  it('are filtered by both types if a partnership of a school and a museum has two', async () => {
    const [school, museum] = [
      await newOrganization(['schools']),
      await newOrganization(['museums-and-science-centers']),
    ];
    const id = uuid(await newPartnership(museum, school));
    const listed = await Promise.all(partnershipTypes.codes.map(({ code }) => listedIds({ type: code })));
    expect(partnershipTypes.codes.flatMap(({ code }, at) => (listed[at]?.includes(id) ? [code] : []))).toEqual([
      'k-12',
      'informal-education',
    ]);
    await expect(listedIds({ type: 'no-such-type' })).rejects.toThrow(
      '"no-such-type" is not in the code list "partnership-type". Known values: "k-12", ',
    );
  });

  it('are filtered by their coded types, which take precedence over the derived types', async () => {
    const [school, firm] = [await newOrganization(['schools']), await newOrganization(['stem-companies'])];
    const customType = { scheme: 'our-town', code: 'k-12', label: 'Custom' };
    const codedTypes = [{ code: 'business' }, { code: 'higher-education' }, customType];
    const coded = await newPartnership(school, firm, { codedTypes });
    await newPartnership(school, firm, { codedTypes: [customType] });
    const derived = await newPartnership(school, firm);
    expect(await listedIds({ type: 'business' })).toEqual([uuid(coded), uuid(derived)]);
    expect(await listedIds({ type: 'higher-education' })).toEqual([uuid(coded)]);
    expect(await listedIds({ type: 'k-12' })).toEqual([uuid(derived)]);
    const clear = { id: coded, expectedVersion: 1, codedTypes: [] };
    await created('partnership', writer.update(partnershipDefinition, clear));
    expect(await listedIds({ type: 'higher-education' })).toEqual([]);
  });

  it('have each coded type once', async () => {
    const [school, firm] = [await newOrganization(['schools']), await newOrganization(['stem-companies'])];
    const codedTypes = [{ code: 'business' }, { scheme: 'partnership-type', code: 'business' }];
    expect(issues(await createPartnership(school, firm, { codedTypes }))).toEqual(['DUPLICATE codedTypes.1']);
  });

  it('have no derived type for a viewer who may not see one of the organizations', async () => {
    const [school, firm] = [
      await newOrganization(['schools']),
      await newOrganization(['stem-companies'], { visibility: 'MEMBERS' }),
    ];
    await newPartnership(school, firm);
    const closed = await newPartnership(school, firm, { visibility: 'MEMBERS' });
    expect(await listedIds({ type: 'k-12' }, anonymous)).toEqual([]);
    expect(await listedIds({}, anonymous)).toHaveLength(1);
    expect(await listedIds({})).toContain(uuid(closed));
    expect(await reading(anonymous).everyPartnership(uuid(ecosystemId))).toHaveLength(1);
  });

  it('are read by one statement for the lists of several organizations', async () => {
    const ids = await Promise.all([newOrganization(['schools']), newOrganization(['libraries'])]);
    await newPartnership(ids[0] ?? '', ids[1] ?? '');
    const read = reading();
    const { result, statements } = await statementsOf(database, () =>
      Promise.all(ids.map((id) => read.partnershipsOf(uuid(id), { page: {}, filter: { type: 'k-12' } }))),
    );
    expect(result.map(({ rows }) => rows.length)).toEqual([1, 1]);
    expect(statements).toHaveLength(1);
  });
});
