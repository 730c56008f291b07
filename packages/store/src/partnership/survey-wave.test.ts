import { anonymous, encodeTypeId, localProgram, newUuid, type Outcome } from '@collective-impact/sdk';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ecosystemDefinition, organizationDefinition } from '../ecosystem/index.ts';
import { createReaders } from '../readers.ts';
import { type Command, Writer } from '../shared/writer.ts';
import { engines } from '../testing/engines.ts';
import { issuesOf, uuidOf } from '../testing/measurement.fixture.ts';
import { openTestDatabase, type TestDatabase } from '../testing/open-test-database.ts';
import { relationshipRatingDefinition } from './rating-writer.ts';
import { respondToSurveyWave, surveyWaveDefinition } from './survey-wave-writer.ts';

let database: TestDatabase;
let writer: Writer;
let ecosystemId: string;
let [museum, library, school] = ['', '', ''];

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
const newOrganization = (of = ecosystemId) =>
  created('organization', writer.create(organizationDefinition, { ecosystemId: of, name: 'O', visibility: 'PUBLIC' }));
const createWave = (more: Command = {}) =>
  writer.create(surveyWaveDefinition, { ecosystemId, number: 1, visibility: 'PUBLIC', ...more });
const newWave = (more: Command = {}) => created('survey_wave', createWave(more));
const update = (command: Command) => writer.update(surveyWaveDefinition, command);
const stored = (id: string, viewer = localProgram) =>
  createReaders(database.kysely(), viewer).record('survey_wave', uuidOf(id));

describe.each(engines)('survey waves on %s', (engine) => {
  beforeAll(async () => {
    database = await openTestDatabase(engine, { now: () => new Date('2025-05-20T12:00:00Z') });
    writer = new Writer(database, localProgram);
  });

  beforeEach(async () => {
    ecosystemId = await newEcosystem();
    [museum, library, school] = [await newOrganization(), await newOrganization(), await newOrganization()];
  });

  afterAll(() => database.close());

  it('are listed by number, and have each number once', async () => {
    const ids = [await newWave({ number: 2 }), await newWave({ number: 1, visibility: 'MEMBERS' })];
    expect(issuesOf(await createWave({ number: 2 }))).toEqual(['DUPLICATE number']);
    const list = async (viewer = localProgram) =>
      (await createReaders(database.kysely(), viewer).surveyWave.surveyWaves(uuidOf(ecosystemId), {})).rows;
    expect((await list()).map(({ id }) => id)).toEqual([ids[1], ids[0]].map((id = '') => uuidOf(id)));
    expect((await list(anonymous)).map(({ number }) => number)).toEqual([2]);
  });

  it('keep unknown what the command leaves out', async () => {
    expect(await stored(await newWave())).toMatchObject({
      instrument: null,
      opensOn: null,
      closesOn: null,
      invitedOrganizationIds: null,
      responses: [],
    });
  });

  it('invite organizations of the ecosystem only', async () => {
    const elsewhere = await newOrganization(await newEcosystem());
    const invited = { invitedOrganizationIds: [museum, elsewhere] };
    expect(issuesOf(await createWave(invited))).toEqual(['OTHER_ECOSYSTEM invitedOrganizationIds.1']);
    expect(issuesOf(await createWave({ responses: [{ organizationId: elsewhere }] }))).toEqual([
      'OTHER_ECOSYSTEM responses.0.organizationId',
    ]);
  });

  it('record the responses of invited organizations, by default of today', async () => {
    const invitedOrganizationIds = [museum, library];
    const id = await newWave({ invitedOrganizationIds, opensOn: '2025-05-01', closesOn: '2025-05-31' });
    const answer = (organizationId: string, more: Command) =>
      writer.transition(respondToSurveyWave, { id, organizationId, ...more });
    expect(issuesOf(await answer(school, { expectedVersion: 1 }))).toEqual(['INVALID organizationId']);
    expect(issuesOf(await answer(museum, { expectedVersion: 1 }))).toEqual([]);
    expect(issuesOf(await answer(museum, { expectedVersion: 2 }))).toEqual(['DUPLICATE organizationId']);
    const early = { expectedVersion: 2, respondedOn: '2025-04-30' };
    expect(issuesOf(await answer(library, early))).toEqual(['DATES_OUT_OF_ORDER respondedOn']);
    expect(issuesOf(await answer(library, { expectedVersion: 2, respondedOn: '2025-05-02' }))).toEqual([]);
    expect(await stored(id)).toMatchObject({
      invitedOrganizationIds: invitedOrganizationIds.map(uuidOf),
      responses: [
        { organizationId: uuidOf(museum), respondedOn: '2025-05-20' },
        { organizationId: uuidOf(library), respondedOn: '2025-05-02' },
      ],
    });
    const elsewhere = await newOrganization(await newEcosystem());
    expect(issuesOf(await answer(elsewhere, { expectedVersion: 3 }))).toEqual(['OTHER_ECOSYSTEM organizationId']);
  });

  it('keep the responses and days of their ratings', async () => {
    const responses = [{ organizationId: museum }, { organizationId: library }];
    const id = await newWave({ responses });
    const rating = { raterId: museum, ratedId: school, surveyWaveId: id, collaborationLevel: 2, ratedOn: '2025-05-15' };
    await created('relationship_rating', writer.create(relationshipRatingDefinition, rating));
    const change = (more: Command) => update({ id, expectedVersion: 1, ...more });
    expect(issuesOf(await change({ responses: responses.slice(1) }))).toEqual(['INVALID responses']);
    expect(issuesOf(await change({ opensOn: '2025-05-16' }))).toEqual(['DATES_OUT_OF_ORDER opensOn']);
    expect(issuesOf(await change({ closesOn: '2025-05-14' }))).toEqual(['DATES_OUT_OF_ORDER closesOn']);
    const rest = { responses: responses.slice(0, 1), opensOn: '2025-05-15', closesOn: '2025-05-15' };
    expect(issuesOf(await change(rest))).toEqual([]);
  });
});
