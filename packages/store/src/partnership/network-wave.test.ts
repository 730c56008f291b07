import { anonymous, encodeTypeId, localProgram, newUuid, type Outcome } from '@collective-impact/sdk';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ecosystemDefinition, networkMembershipDefinition, organizationDefinition } from '../ecosystem/index.ts';
import { createReaders } from '../readers.ts';
import { type Command, Writer } from '../shared/writer.ts';
import { engines } from '../testing/engines.ts';
import { issuesOf, uuidOf } from '../testing/measurement.fixture.ts';
import { openTestDatabase, type TestDatabase } from '../testing/open-test-database.ts';
import { relationshipRatingDefinition } from './rating-writer.ts';
import { respondToSurveyWave, surveyWaveDefinition } from './survey-wave-writer.ts';

let database: TestDatabase;
let writer: Writer;
/** Two members of a network, and an ecosystem without a network. */
let [network, town, city, island] = ['', '', '', ''];
/** An organization of each. */
let [office, museum, library, lighthouse] = ['', '', '', ''];

async function created(prefix: string, outcome: Promise<Outcome<string>>): Promise<string> {
  const result = await outcome;
  if (!result.ok) throw new Error(JSON.stringify(result.issues));
  return encodeTypeId(prefix, result.value);
}

const newEcosystem = (more: Command = {}) =>
  created(
    'ecosystem',
    writer.create(ecosystemDefinition, { slug: `of-${newUuid()}`, name: 'H', visibility: 'PUBLIC', ...more }),
  );
const newOrganization = (ecosystemId: string, more: Command = {}) =>
  created(
    'organization',
    writer.create(organizationDefinition, { ecosystemId, name: 'O', visibility: 'PUBLIC', ...more }),
  );

async function join(memberId: string, networkId: string): Promise<string[]> {
  const sides = [memberId, networkId].map((ecosystemId) =>
    created(
      'network_membership',
      writer.create(networkMembershipDefinition, { ecosystemId, networkId, memberId, startedOn: '2024-01-01' }),
    ),
  );
  return Promise.all(sides);
}

const createWave = (ecosystemId: string, more: Command = {}) =>
  writer.create(surveyWaveDefinition, { ecosystemId, number: 1, visibility: 'PUBLIC', ...more });
const newWave = (...wave: Parameters<typeof createWave>) => created('survey_wave', createWave(...wave));
const answeredBy = (...ids: string[]) => ({ responses: ids.map((organizationId) => ({ organizationId })) });
const createRating = (surveyWaveId: string, [raterId, ratedId]: readonly [string, string], more: Command = {}) =>
  writer.create(relationshipRatingDefinition, {
    raterId,
    ratedId,
    surveyWaveId,
    collaborationLevel: 3,
    visibility: 'PUBLIC',
    ...more,
  });
const newRating = (...rating: Parameters<typeof createRating>) =>
  created('relationship_rating', createRating(...rating));
const reading = (viewer = localProgram) => createReaders(database.kysely(), viewer);

describe.each(engines)('survey waves of a network on %s', (engine) => {
  let townMembership: string[];

  beforeAll(async () => {
    database = await openTestDatabase(engine, { now: () => new Date('2025-05-20T12:00:00Z') });
    writer = new Writer(database, localProgram);
  });

  beforeEach(async () => {
    network = await newEcosystem({ kind: 'NETWORK' });
    [town, city, island] = [await newEcosystem(), await newEcosystem(), await newEcosystem()];
    [office, museum] = [await newOrganization(network), await newOrganization(town)];
    [library, lighthouse] = [await newOrganization(city), await newOrganization(island)];
    townMembership = await join(town, network);
    await join(city, network);
  });

  afterAll(() => database.close());

  it('include organizations of the network and of its members only', async () => {
    const invitedOrganizationIds = [museum, lighthouse, office, library];
    expect(issuesOf(await createWave(network, { invitedOrganizationIds }))).toEqual([
      'OTHER_ECOSYSTEM invitedOrganizationIds.1',
    ]);
    expect(issuesOf(await createWave(network, answeredBy(library, lighthouse)))).toEqual([
      'OTHER_ECOSYSTEM responses.1.organizationId',
    ]);
    const id = await newWave(network, answeredBy(museum, office, library));
    const answer = (organizationId: string) =>
      writer.transition(respondToSurveyWave, { id, expectedVersion: 1, organizationId });
    expect(issuesOf(await answer(lighthouse))).toEqual(['OTHER_ECOSYSTEM organizationId']);
    expect(issuesOf(await answer(await newOrganization(town)))).toEqual([]);
  });

  it('keep their organizations after a membership has ended, and accept no others of that ecosystem', async () => {
    const invitedOrganizationIds = [museum, library];
    const id = await newWave(network, { invitedOrganizationIds, ...answeredBy(library) });
    for (const membership of townMembership) {
      const end = { id: membership, expectedVersion: 1, endedOn: '2025-05-19' };
      await created('network_membership', writer.update(networkMembershipDefinition, end));
    }
    const change = (expectedVersion: number, more: Command) =>
      writer.update(surveyWaveDefinition, { id, expectedVersion, ...more });
    const late = await newOrganization(town);
    expect(issuesOf(await change(1, { invitedOrganizationIds: [...invitedOrganizationIds, late] }))).toEqual([
      'OTHER_ECOSYSTEM invitedOrganizationIds.2',
    ]);
    expect(issuesOf(await change(1, { invitedOrganizationIds: [library, museum] }))).toEqual([]);
    const answer = { id, expectedVersion: 2, organizationId: museum };
    expect(issuesOf(await writer.transition(respondToSurveyWave, answer))).toEqual([]);
    expect(issuesOf(await createRating(id, [museum, library]))).toEqual([]);
    expect(issuesOf(await createRating(id, [library, museum]))).toEqual([]);
    expect(issuesOf(await createRating(id, [museum, late]))).toEqual(['OTHER_ECOSYSTEM ratedId']);
  });

  it('accept ratings between organizations of two members, which the wave of one member does not', async () => {
    const [ofNetwork, ofTown] = [await newWave(network, answeredBy(museum)), await newWave(town, answeredBy(museum))];
    expect(issuesOf(await createRating(ofNetwork, [museum, library]))).toEqual([]);
    expect(issuesOf(await createRating(ofNetwork, [museum, lighthouse]))).toEqual(['OTHER_ECOSYSTEM ratedId']);
    expect(issuesOf(await createRating(ofNetwork, [library, museum]))).toEqual(['INVALID raterId']);
    expect(issuesOf(await createRating(ofTown, [museum, library]))).toEqual(['OTHER_ECOSYSTEM ratedId']);
    expect(issuesOf(await createRating(ofTown, [library, museum]))).toEqual(['INVALID raterId']);
  });

  it('list their ratings for the network, while each rating belongs to the ecosystem of its rater', async () => {
    const [ofNetwork, ofTown] = [
      await newWave(network, answeredBy(museum, library)),
      await newWave(town, answeredBy(museum)),
    ];
    const other = await newOrganization(town);
    await newRating(ofNetwork, [museum, library], { collaborationLevel: 1 });
    await newRating(ofNetwork, [library, museum], { collaborationLevel: 2 });
    await newRating(ofTown, [museum, other], { collaborationLevel: 4 });
    const { rating } = reading();
    const listed = async (ecosystemId: string) => {
      const { rows } = await rating.ratings(uuidOf(ecosystemId), { page: {}, filter: {} });
      return rows.map((row) => [row.collaborationLevel, row.ecosystemId]);
    };
    expect(await listed(network)).toEqual([
      [1, uuidOf(town)],
      [2, uuidOf(city)],
    ]);
    expect(await listed(town)).toEqual([[4, uuidOf(town)]]);
    expect(await listed(city)).toEqual([]);
  });

  it('are the base of the network of the members, with the ties between ecosystems', async () => {
    const [school, wave] = [await newOrganization(town), await newWave(network, answeredBy(museum, library, office))];
    await newRating(wave, [museum, library], { collaborationLevel: 4 });
    await newRating(wave, [museum, school], { collaborationLevel: 2 });
    await newRating(wave, [library, school], { collaborationLevel: 0 });
    await newRating(wave, [office, museum], { collaborationLevel: 1 });
    const analysis = await reading().rating.network(uuidOf(network), {});
    // Three of four rated pairs are ties, and two of these connect ecosystems. Of the rated pairs, three do.
    expect(await analysis?.groupedNetwork()).toMatchObject({
      ties: 3,
      possiblePairs: 6,
      density: '0.75',
      crossEcosystemShare: '0.666667',
      expectedCrossEcosystemShare: '0.75',
    });
    expect(await reading().rating.network(uuidOf(town), {})).toBeNull();
  });

  it('hide ratings of a member, and of organizations, that the viewer may not see', async () => {
    const closed = await newEcosystem({ visibility: 'MEMBERS' });
    await join(closed, network);
    const hidden = await newOrganization(closed);
    const wave = await newWave(network, answeredBy(museum, library, hidden));
    await newRating(wave, [museum, library], { collaborationLevel: 1 });
    await newRating(wave, [library, museum], { collaborationLevel: 2, visibility: 'NETWORK' });
    await newRating(wave, [hidden, museum], { collaborationLevel: 4 });
    await newRating(wave, [museum, hidden], { collaborationLevel: 5 });
    const analyzed = async (viewer = localProgram) =>
      (await reading(viewer).rating.network(uuidOf(network), {}))?.ratings
        .map((each) => each.collaborationLevel)
        .sort();
    expect(await analyzed()).toEqual([1, 2, 4, 5]);
    expect(await analyzed(anonymous)).toEqual([1]);
    const received = await reading(anonymous).rating.ratingsOf(uuidOf(museum), { page: {}, filter: {} });
    expect(received.rows).toEqual([]);
  });
});
