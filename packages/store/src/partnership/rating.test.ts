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

async function made(prefix: string, outcome: Promise<Outcome<string>>): Promise<string> {
  const done = await outcome;
  if (!done.ok) throw new Error(JSON.stringify(done.issues));
  return encodeTypeId(prefix, done.value);
}

const newEcosystem = () =>
  made('ecosystem', writer.create(ecosystemDefinition, { slug: `of-${newUuid()}`, name: 'H', visibility: 'PUBLIC' }));
const newOrganization = (more: Command = {}) =>
  made(
    'organization',
    writer.create(organizationDefinition, { ecosystemId, name: 'O', visibility: 'PUBLIC', ...more }),
  );
const rate = (raterId: string, ratedId: string, more: Command = {}) =>
  writer.create(relationshipRatingDefinition, {
    raterId,
    ratedId,
    wave: 1,
    collaborationLevel: 3,
    visibility: 'PUBLIC',
    ...more,
  });
const rated = (...rating: Parameters<typeof rate>) => made('relationship_rating', rate(...rating));
const levels = async (wave: number, viewer = operator) =>
  (await reading(viewer).wave(uuid(ecosystemId), wave)).map(({ collaborationLevel }) => collaborationLevel).sort();

describe.each(engines)('ratings of relationships on %s', (engine) => {
  beforeAll(async () => {
    database = await openTestDatabase(engine);
    writer = new Writer(database, operator);
  });

  beforeEach(async () => {
    ecosystemId = await newEcosystem();
  });

  afterAll(() => database.close());

  it('are of two organizations of one ecosystem', async () => {
    const [a, b] = [await newOrganization(), await newOrganization()];
    expect(issues(await rate(a, a))).toEqual(['INVALID ratedId']);
    const elsewhere = await newOrganization({ ecosystemId: await newEcosystem() });
    expect(issues(await rate(a, elsewhere))).toEqual(['OTHER_ECOSYSTEM ratedId']);
    expect(issues(await rate(a, b, { collaborationLevel: 6, trust: 0, value: 5, wave: 0 }))).toEqual([
      'OUT_OF_RANGE wave',
      'OUT_OF_RANGE collaborationLevel',
      'OUT_OF_RANGE trust',
      'OUT_OF_RANGE value',
    ]);
  });

  it('are given once in each wave and direction, however many give them at once', async () => {
    const [a, b] = [await newOrganization(), await newOrganization()];
    const outcomes = await Promise.all([rate(a, b), rate(a, b), rate(a, b)]);
    expect(outcomes.flatMap(issues)).toEqual(['DUPLICATE ratedId', 'DUPLICATE ratedId']);
    await rated(b, a);
    await rated(a, b, { wave: 2 });
    expect(await reading().waves(uuid(ecosystemId))).toEqual([1, 2]);
  });

  it('change in their level, not in whom they are of', async () => {
    const [a, b] = [await newOrganization(), await newOrganization()];
    const id = await rated(a, b, { trust: 4 });
    const fixed = await writer.update(relationshipRatingDefinition, { id, expectedVersion: 1, ratedId: a, wave: 2 });
    expect(issues(fixed).sort()).toEqual(['INVALID ratedId', 'INVALID wave']);
    const change = { id, expectedVersion: 1, collaborationLevel: 5, trust: null };
    await made('relationship_rating', writer.update(relationshipRatingDefinition, change));
    expect(issues(await writer.update(relationshipRatingDefinition, change))).toEqual([
      'VERSION_CONFLICT expectedVersion',
    ]);
    const { rows } = await reading().ratingsBy(uuid(a), { page: {}, filter: {} });
    expect(rows).toMatchObject([{ collaborationLevel: 5, trust: null, version: 2 }]);
  });

  it('are listed of an ecosystem, by an organization and of it, also by wave', async () => {
    const [a, b] = [await newOrganization(), await newOrganization()];
    await rated(a, b, { collaborationLevel: 1, wave: 2 });
    await rated(a, b, { collaborationLevel: 2 });
    await rated(b, a, { collaborationLevel: 4 });
    const shown = (page: { rows: { collaborationLevel: number }[] }) =>
      page.rows.map(({ collaborationLevel }) => collaborationLevel);
    const read = reading();
    const list = { page: {}, filter: {} };
    expect(shown(await read.ratings(uuid(ecosystemId), list))).toEqual([2, 4, 1]);
    expect(shown(await read.ratings(uuid(ecosystemId), { page: {}, filter: { wave: 2 } }))).toEqual([1]);
    expect(shown(await read.ratingsBy(uuid(a), list))).toEqual([2, 1]);
    expect(shown(await read.ratingsOf(uuid(a), list))).toEqual([4]);
  });

  it('tell nothing of ratings or organizations that the viewer may not see', async () => {
    const [a, b, closed] = [
      await newOrganization(),
      await newOrganization(),
      await newOrganization({ visibility: 'MEMBERS' }),
    ];
    await rated(a, b, { collaborationLevel: 1 });
    await rated(b, a, { collaborationLevel: 2, visibility: 'MEMBERS' });
    await rated(a, closed, { collaborationLevel: 4 });
    await rated(closed, a, { collaborationLevel: 5, wave: 2 });
    expect([await levels(1), await levels(2)]).toEqual([[1, 2, 4], [5]]);
    expect([await levels(1, anonymous), await levels(2, anonymous)]).toEqual([[1], []]);
    expect(await reading().waves(uuid(ecosystemId))).toEqual([1, 2]);
    expect(await reading(anonymous).waves(uuid(ecosystemId))).toEqual([1]);
  });

  it('make a network of the latest wave, and its change since an earlier one, of what the viewer sees', async () => {
    const [a, b, c] = [await newOrganization(), await newOrganization(), await newOrganization()];
    await rated(a, b, { collaborationLevel: 0 });
    await rated(a, c, { collaborationLevel: 0 });
    await rated(a, b, { wave: 3 });
    await rated(a, c, { wave: 3, visibility: 'MEMBERS' });
    const [seen, open] = [reading(), reading(anonymous)];
    const [whole, part] = [await seen.network(uuid(ecosystemId), null), await open.network(uuid(ecosystemId), null)];
    if (!whole || !part) throw new Error('there are ratings to be seen');
    expect(whole).toMatchObject({ wave: 3, waves: [1, 3], network: { ties: 2, density: '0.666667' } });
    expect(part).toMatchObject({ wave: 3, waves: [1, 3], network: { ties: 1, density: '1' } });
    expect(await seen.change(whole, null)).toMatchObject({ since: 1, pairs: 2, tiesFormed: [{}, {}] });
    expect(await open.change(part, 1)).toMatchObject({ since: 1, pairs: 1, tiesFormed: [{}] });
    for (const since of [2, 3, 4]) expect(await seen.change(whole, since)).toBeNull();
    expect(await seen.network(uuid(ecosystemId), 2)).toBeNull();
    const first = await seen.network(uuid(ecosystemId), 1);
    expect(first && (await seen.change(first, null))).toBeNull();
    expect(await seen.network(uuid(await newEcosystem()), null)).toBeNull();
  });

  it('are read with one statement for a wave, of however many ecosystems', async () => {
    const ids = [ecosystemId, await newEcosystem()].map(uuid);
    await rated(await newOrganization(), await newOrganization());
    const read = reading();
    const { result, statements } = await statementsOf(database, () => Promise.all(ids.map((id) => read.wave(id, 1))));
    expect(result.map(({ length }) => length)).toEqual([1, 0]);
    expect(statements).toHaveLength(1);
  });
});
