import { anonymous, decodeTypeId, encodeTypeId, newUuid, type Outcome, operator } from '@collective-impact/sdk';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ecosystemDefinition, organizationDefinition } from '../ecosystem/index.ts';
import { createReaders } from '../readers.ts';
import { type Command, Writer } from '../shared/writer.ts';
import { engines } from '../testing/engines.ts';
import { openTestDatabase, type TestDatabase } from '../testing/open-test-database.ts';
import { statementsOf } from '../testing/statements-of.ts';
import { relationshipRatingDefinition } from './rating-writer.ts';

let database: TestDatabase;
let writer: Writer;
let ecosystemId: string;

const reading = (viewer = operator) => createReaders(database.kysely(), viewer).rating;
const uuid = (id: string) => decodeTypeId(id.slice(0, id.lastIndexOf('_')), id) ?? '';
const issues = (outcome: Outcome<string>) =>
  outcome.ok ? [] : outcome.issues.map(({ code, path }) => `${code} ${path.join('.')}`);

async function created(prefix: string, outcome: Promise<Outcome<string>>): Promise<string> {
  const result = await outcome;
  if (!result.ok) throw new Error(JSON.stringify(result.issues));
  return encodeTypeId(prefix, result.value);
}

const newEcosystem = () =>
  created(
    'ecosystem',
    writer.create(ecosystemDefinition, { slug: `of-${newUuid()}`, name: 'H', visibility: 'PUBLIC' }),
  );
const newOrganization = (more: Command = {}) =>
  created(
    'organization',
    writer.create(organizationDefinition, { ecosystemId, name: 'O', visibility: 'PUBLIC', ...more }),
  );
const createRating = (raterId: string, ratedId: string, more: Command = {}) =>
  writer.create(relationshipRatingDefinition, {
    raterId,
    ratedId,
    wave: 1,
    collaborationLevel: 3,
    visibility: 'PUBLIC',
    ...more,
  });
const newRating = (...values: Parameters<typeof createRating>) =>
  created('relationship_rating', createRating(...values));
const levels = async (wave: number, viewer = operator) =>
  (await reading(viewer).wave(uuid(ecosystemId), wave)).map(({ collaborationLevel }) => collaborationLevel).sort();

describe.each(engines)('relationship ratings on %s', (engine) => {
  beforeAll(async () => {
    database = await openTestDatabase(engine);
    writer = new Writer(database, operator);
  });

  beforeEach(async () => {
    ecosystemId = await newEcosystem();
  });

  afterAll(() => database.close());

  it('are rejected unless they relate two organizations of one ecosystem, with levels in range', async () => {
    const [a, b] = [await newOrganization(), await newOrganization()];
    expect(issues(await createRating(a, a))).toEqual(['INVALID ratedId']);
    const elsewhere = await newOrganization({ ecosystemId: await newEcosystem() });
    expect(issues(await createRating(a, elsewhere))).toEqual(['OTHER_ECOSYSTEM ratedId']);
    expect(issues(await createRating(a, b, { collaborationLevel: 6, trust: 0, value: 5, wave: 0 }))).toEqual([
      'OUT_OF_RANGE wave',
      'OUT_OF_RANGE collaborationLevel',
      'OUT_OF_RANGE trust',
      'OUT_OF_RANGE value',
    ]);
  });

  it('are accepted once in each wave and direction, even if several are created at the same time', async () => {
    const [a, b] = [await newOrganization(), await newOrganization()];
    const outcomes = await Promise.all([createRating(a, b), createRating(a, b), createRating(a, b)]);
    expect(outcomes.flatMap(issues)).toEqual(['DUPLICATE ratedId', 'DUPLICATE ratedId']);
    await newRating(b, a);
    await newRating(a, b, { wave: 2 });
    expect(await reading().waves(uuid(ecosystemId))).toEqual([1, 2]);
  });

  it('can change their level, but not their organizations or wave', async () => {
    const [a, b] = [await newOrganization(), await newOrganization()];
    const id = await newRating(a, b, { trust: 4 });
    const fixed = await writer.update(relationshipRatingDefinition, { id, expectedVersion: 1, ratedId: a, wave: 2 });
    expect(issues(fixed).sort()).toEqual(['INVALID ratedId', 'INVALID wave']);
    const change = { id, expectedVersion: 1, collaborationLevel: 5, trust: null };
    await created('relationship_rating', writer.update(relationshipRatingDefinition, change));
    expect(issues(await writer.update(relationshipRatingDefinition, change))).toEqual([
      'VERSION_CONFLICT expectedVersion',
    ]);
    const { rows } = await reading().ratingsBy(uuid(a), { page: {}, filter: {} });
    expect(rows).toMatchObject([{ collaborationLevel: 5, trust: null, version: 2 }]);
  });

  it('are listed for an ecosystem, a rater and a rated organization, and filtered by wave', async () => {
    const [a, b] = [await newOrganization(), await newOrganization()];
    await newRating(a, b, { collaborationLevel: 1, wave: 2 });
    await newRating(a, b, { collaborationLevel: 2 });
    await newRating(b, a, { collaborationLevel: 4 });
    const levelsOf = (page: { rows: { collaborationLevel: number }[] }) =>
      page.rows.map(({ collaborationLevel }) => collaborationLevel);
    const read = reading();
    const list = { page: {}, filter: {} };
    expect(levelsOf(await read.ratings(uuid(ecosystemId), list))).toEqual([2, 4, 1]);
    expect(levelsOf(await read.ratings(uuid(ecosystemId), { page: {}, filter: { wave: 2 } }))).toEqual([1]);
    expect(levelsOf(await read.ratingsBy(uuid(a), list))).toEqual([2, 1]);
    expect(levelsOf(await read.ratingsOf(uuid(a), list))).toEqual([4]);
  });

  it('exclude ratings and organizations that the viewer may not see', async () => {
    const [a, b, closed] = [
      await newOrganization(),
      await newOrganization(),
      await newOrganization({ visibility: 'MEMBERS' }),
    ];
    await newRating(a, b, { collaborationLevel: 1 });
    await newRating(b, a, { collaborationLevel: 2, visibility: 'MEMBERS' });
    await newRating(a, closed, { collaborationLevel: 4 });
    await newRating(closed, a, { collaborationLevel: 5, wave: 2 });
    expect([await levels(1), await levels(2)]).toEqual([[1, 2, 4], [5]]);
    expect([await levels(1, anonymous), await levels(2, anonymous)]).toEqual([[1], []]);
    expect(await reading().waves(uuid(ecosystemId))).toEqual([1, 2]);
    expect(await reading(anonymous).waves(uuid(ecosystemId))).toEqual([1]);
  });

  it('are the base of a network and its change since an earlier wave, as far as the viewer may see them', async () => {
    const [a, b, c] = [await newOrganization(), await newOrganization(), await newOrganization()];
    await newRating(a, b, { collaborationLevel: 0 });
    await newRating(a, c, { collaborationLevel: 0 });
    await newRating(a, b, { wave: 3 });
    await newRating(a, c, { wave: 3, visibility: 'MEMBERS' });
    const [full, restricted] = [reading(), reading(anonymous)];
    const [whole, part] = [await full.network(uuid(ecosystemId), {}), await restricted.network(uuid(ecosystemId), {})];
    if (!whole || !part) throw new Error('No network was returned, although ratings exist.');
    expect(whole).toMatchObject({ wave: 3, waves: [1, 3], network: { ties: 2, density: '1', possiblePairs: 3 } });
    expect(part).toMatchObject({ wave: 3, waves: [1, 3], network: { ties: 1, density: '1' } });
    expect(await full.change(whole, null)).toMatchObject({ since: 1, pairs: 2, tiesFormed: [{}, {}] });
    expect(await restricted.change(part, 1)).toMatchObject({ since: 1, pairs: 1, tiesFormed: [{}] });
    for (const since of [2, 3, 4]) expect(await full.change(whole, since)).toBeNull();
    expect(await full.network(uuid(ecosystemId), { wave: 2 })).toBeNull();
    const first = await full.network(uuid(ecosystemId), { wave: 1 });
    expect(first && (await full.change(first, null))).toBeNull();
    expect(await full.network(uuid(ecosystemId), { minimumLevel: 5 })).toMatchObject({
      network: { ties: 0, density: '0' },
    });
    await expect(full.network(uuid(ecosystemId), { minimumLevel: 6 })).rejects.toThrow(
      '`minimumLevel` must be a level from 1 to 5. You sent 6.',
    );
    expect(await full.network(uuid(await newEcosystem()), {})).toBeNull();
  });

  it('of a wave are read by one statement for several ecosystems', async () => {
    const ids = [ecosystemId, await newEcosystem()].map(uuid);
    await newRating(await newOrganization(), await newOrganization());
    const read = reading();
    const { result, statements } = await statementsOf(database, () => Promise.all(ids.map((id) => read.wave(id, 1))));
    expect(result.map(({ length }) => length)).toEqual([1, 0]);
    expect(statements).toHaveLength(1);
  });
});
