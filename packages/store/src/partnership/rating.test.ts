import { anonymous, decodeTypeId, encodeTypeId, localProgram, newUuid, type Outcome } from '@collective-impact/sdk';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ecosystemDefinition, organizationDefinition } from '../ecosystem/index.ts';
import { createReaders } from '../readers.ts';
import { type Command, Writer } from '../shared/writer.ts';
import { engines } from '../testing/engines.ts';
import { openTestDatabase, type TestDatabase } from '../testing/open-test-database.ts';
import { statementsOf } from '../testing/statements-of.ts';
import { relationshipRatingDefinition } from './rating-writer.ts';
import { surveyWaveDefinition } from './survey-wave-writer.ts';

let database: TestDatabase;
let writer: Writer;
let ecosystemId: string;

const reading = (viewer = localProgram) => createReaders(database.kysely(), viewer).rating;
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
/** A survey wave of the ecosystem that these organizations have answered. */
const newWave = (number: number, respondents: readonly string[], more: Command = {}) =>
  created(
    'survey_wave',
    writer.create(surveyWaveDefinition, {
      ecosystemId,
      number,
      responses: respondents.map((organizationId) => ({ organizationId })),
      visibility: 'PUBLIC',
      ...more,
    }),
  );
const createRating = (surveyWaveId: string, [raterId, ratedId]: readonly [string, string], more: Command = {}) =>
  writer.create(relationshipRatingDefinition, {
    raterId,
    ratedId,
    surveyWaveId,
    collaborationLevel: 3,
    visibility: 'PUBLIC',
    ...more,
  });
const newRating = (...values: Parameters<typeof createRating>) =>
  created('relationship_rating', createRating(...values));
const levels = async (wave: string, viewer = localProgram) =>
  (await reading(viewer).wave(uuid(wave))).map(({ collaborationLevel }) => collaborationLevel).sort();

describe.each(engines)('relationship ratings on %s', (engine) => {
  beforeAll(async () => {
    database = await openTestDatabase(engine);
    writer = new Writer(database, localProgram);
  });

  beforeEach(async () => {
    ecosystemId = await newEcosystem();
  });

  afterAll(() => database.close());

  it('are rejected unless they relate two organizations of one ecosystem, with levels in range', async () => {
    const [a, b] = [await newOrganization(), await newOrganization()];
    const wave = await newWave(1, [a]);
    expect(issues(await createRating(wave, [a, a]))).toEqual(['INVALID ratedId']);
    const elsewhere = await newOrganization({ ecosystemId: await newEcosystem() });
    expect(issues(await createRating(wave, [a, elsewhere]))).toEqual(['OTHER_ECOSYSTEM ratedId']);
    expect(issues(await createRating(wave, [a, b], { collaborationLevel: 6, trust: 0, value: 5 }))).toEqual([
      'OUT_OF_RANGE collaborationLevel',
      'OUT_OF_RANGE trust',
      'OUT_OF_RANGE value',
    ]);
  });

  it('are given by an organization that responded to the wave, on a day on which it is open', async () => {
    const [a, b] = [await newOrganization(), await newOrganization()];
    const wave = await newWave(1, [a], { opensOn: '2025-05-01', closesOn: '2025-05-31' });
    expect(issues(await createRating(wave, [b, a]))).toEqual(['INVALID raterId']);
    expect(issues(await createRating(wave, [a, b], { ratedOn: '2025-06-01' }))).toEqual(['DATES_OUT_OF_ORDER ratedOn']);
    const id = await newRating(wave, [a, b], { ratedOn: '2025-05-31' });
    const late = { id, expectedVersion: 1, ratedOn: '2025-06-01' };
    expect(issues(await writer.update(relationshipRatingDefinition, late))).toEqual(['DATES_OUT_OF_ORDER ratedOn']);
  });

  it('are accepted once in each wave and direction, even if several are created at the same time', async () => {
    const [a, b] = [await newOrganization(), await newOrganization()];
    const [wave, later] = [await newWave(1, [a, b]), await newWave(2, [a])];
    const outcomes = await Promise.all([1, 2, 3].map(() => createRating(wave, [a, b])));
    expect(outcomes.flatMap(issues)).toEqual(['DUPLICATE ratedId', 'DUPLICATE ratedId']);
    await newRating(wave, [b, a]);
    await newRating(later, [a, b]);
    expect((await reading().waves(uuid(ecosystemId))).map(({ number }) => number)).toEqual([1, 2]);
  });

  it('can change their level, but not their organizations or wave', async () => {
    const [a, b] = [await newOrganization(), await newOrganization()];
    const [wave, later] = [await newWave(1, [a]), await newWave(2, [a])];
    const id = await newRating(wave, [a, b], { trust: 4 });
    const fixed = { id, expectedVersion: 1, ratedId: a, surveyWaveId: later };
    expect(issues(await writer.update(relationshipRatingDefinition, fixed)).sort()).toEqual([
      'INVALID ratedId',
      'INVALID surveyWaveId',
    ]);
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
    const [later, wave] = [await newWave(2, [a]), await newWave(1, [a, b])];
    await newRating(later, [a, b], { collaborationLevel: 1 });
    await newRating(wave, [a, b], { collaborationLevel: 2 });
    await newRating(wave, [b, a], { collaborationLevel: 4 });
    const levelsOf = (page: { rows: { collaborationLevel: number }[] }) =>
      page.rows.map(({ collaborationLevel }) => collaborationLevel);
    const read = reading();
    const list = { page: {}, filter: {} };
    expect(levelsOf(await read.ratings(uuid(ecosystemId), list))).toEqual([2, 4, 1]);
    expect(levelsOf(await read.ratings(uuid(ecosystemId), { page: {}, filter: { wave: 2 } }))).toEqual([1]);
    expect(levelsOf(await read.ratingsBy(uuid(a), list))).toEqual([2, 1]);
    expect(levelsOf(await read.ratingsOf(uuid(a), list))).toEqual([4]);
    expect(levelsOf(await read.ratingsInWave(uuid(wave), {}))).toEqual([2, 4]);
  });

  it('exclude ratings and organizations that the viewer may not see', async () => {
    const [a, b, closed] = [
      await newOrganization(),
      await newOrganization(),
      await newOrganization({ visibility: 'MEMBERS' }),
    ];
    const [wave, later] = [await newWave(1, [a, b], { visibility: 'MEMBERS' }), await newWave(2, [closed])];
    await newRating(wave, [a, b], { collaborationLevel: 1 });
    await newRating(wave, [b, a], { collaborationLevel: 2, visibility: 'MEMBERS' });
    await newRating(wave, [a, closed], { collaborationLevel: 4 });
    await newRating(later, [closed, a], { collaborationLevel: 5 });
    expect([await levels(wave), await levels(later)]).toEqual([[1, 2, 4], [5]]);
    expect([await levels(wave, anonymous), await levels(later, anonymous)]).toEqual([[1], []]);
    const [first, second] = [wave, later].map((id, at) => ({ surveyWaveId: uuid(id), number: at + 1 }));
    expect(await reading().waves(uuid(ecosystemId))).toMatchObject([first, second]);
    expect(await reading(anonymous).waves(uuid(ecosystemId))).toMatchObject([first]);
  });

  it('are the base of a network and its change since an earlier wave, as far as the viewer may see them', async () => {
    const [a, b, c] = [await newOrganization(), await newOrganization(), await newOrganization()];
    const [wave, later] = [await newWave(1, [a]), await newWave(3, [a])];
    await newRating(wave, [a, b], { collaborationLevel: 0 });
    await newRating(wave, [a, c], { collaborationLevel: 0 });
    await newRating(later, [a, b]);
    await newRating(later, [a, c], { visibility: 'MEMBERS' });
    const [full, restricted] = [reading(), reading(anonymous)];
    const [whole, part] = [await full.network(uuid(ecosystemId), {}), await restricted.network(uuid(ecosystemId), {})];
    if (!whole || !part) throw new Error('No network was returned, although ratings exist.');
    const numbers = { number: 3, waves: [{ number: 1 }, { number: 3 }] };
    expect(whole).toMatchObject({ ...numbers, network: { ties: 2, density: '1', possiblePairs: 3 } });
    expect(part).toMatchObject({ ...numbers, network: { ties: 1, density: '1' } });
    const since = { number: 1, surveyWaveId: uuid(wave) };
    expect(await full.change(whole, null)).toMatchObject({ since, pairs: 2, tiesFormed: [{}, {}] });
    expect(await restricted.change(part, 1)).toMatchObject({ since, pairs: 1, tiesFormed: [{}] });
    for (const number of [3, 4, 7]) {
      await expect(full.change(whole, number)).rejects.toThrow(
        `\`since\` is ${number}, which is not a survey wave before wave 3. Known values: 1`,
      );
    }
    await expect(full.network(uuid(ecosystemId), { wave: 7 })).rejects.toThrow(
      '`wave` is 7, which is not a survey wave of the ecosystem. Known values: 1',
    );
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

  it('of several waves are read by one statement', async () => {
    const [a, b] = [await newOrganization(), await newOrganization()];
    const ids = [await newWave(1, [a]), await newWave(2, [a])];
    await newRating(ids[0] ?? '', [a, b]);
    const read = reading();
    const { result, statements } = await statementsOf(database, () =>
      Promise.all(ids.map((id) => read.wave(uuid(id)))),
    );
    expect(result.map(({ length }) => length)).toEqual([1, 0]);
    expect(statements).toHaveLength(1);
  });
});
