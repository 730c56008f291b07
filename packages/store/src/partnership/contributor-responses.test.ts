import { encodeTypeId, ForbiddenError } from '@collective-impact/sdk';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createReaders } from '../readers.ts';
import type { Writer } from '../shared/writer.ts';
import { newPrincipal } from '../testing/access.fixture.ts';
import { AgendaFixture, issuesOf } from '../testing/agenda.fixture.ts';
import { engines } from '../testing/engines.ts';
import { uuidOf } from '../testing/measurement.fixture.ts';
import { openTestDatabase, type TestDatabase } from '../testing/open-test-database.ts';
import { relationshipRatingDefinition } from './rating-writer.ts';
import { respondToSurveyWave, surveyWaveDefinition } from './survey-wave-writer.ts';

describe.each(engines)('a CONTRIBUTOR on %s', (engine) => {
  let database: TestDatabase;
  let fixture: AgendaFixture;
  let [here, library, museum, waveId] = ['', '', '', ''];
  let writer: Writer;
  beforeAll(async () => {
    database = await openTestDatabase(engine);
    fixture = new AgendaFixture(database);
  });
  beforeEach(async () => {
    here = await fixture.ecosystem({ visibility: 'MEMBERS' });
    library = await fixture.organization(here, { name: 'Library', visibility: 'MEMBERS' });
    museum = await fixture.organization(here, { name: 'Museum', visibility: 'MEMBERS' });
    const wave = { ecosystemId: here, number: 1, visibility: 'MEMBERS', invitedOrganizationIds: [library, museum] };
    waveId = await fixture.create(surveyWaveDefinition, wave);
    const contributor = await newPrincipal(database);
    await contributor.grant(here, 'CONTRIBUTOR', [library]);
    writer = await contributor.writer();
  });
  afterAll(() => database.close());

  const respond = async (organizationId: string) =>
    writer.transition(respondToSurveyWave, {
      id: waveId,
      expectedVersion: await fixture.version(waveId),
      organizationId,
    });
  const rating = (raterId: string, ratedId: string) => ({
    raterId,
    ratedId,
    surveyWaveId: waveId,
    collaborationLevel: 3,
    visibility: 'MEMBERS',
  });

  it('responds to a survey wave for its organization, and rates its relationships', async () => {
    expect(issuesOf(await respond(library))).toEqual([]);
    const created = await writer.create(relationshipRatingDefinition, rating(library, museum));
    expect(issuesOf(created)).toEqual([]);
    const id = encodeTypeId('relationship_rating', created.ok ? created.value : '');
    const change = { id, expectedVersion: 1, collaborationLevel: 4 };
    expect(issuesOf(await writer.update(relationshipRatingDefinition, change))).toEqual([]);
  });

  it('cannot respond or rate for another organization, or for one that does not exist', async () => {
    const message =
      'This change of a survey wave requires the role STEWARD in the ecosystem, or the role CONTRIBUTOR for the organization in `organizationId`. Your role is CONTRIBUTOR.';
    await expect(respond(museum)).rejects.toThrow(message);
    await expect(respond('organization_01h455vb4pex5vsknk084sn02q')).rejects.toThrow(message);
    await fixture.transition(respondToSurveyWave, waveId, { organizationId: museum });
    const attempt = writer.create(relationshipRatingDefinition, rating(museum, library));
    await expect(attempt).rejects.toThrow(ForbiddenError);
  });

  it('cannot change the wave in another way', async () => {
    const change = { id: waveId, expectedVersion: 1, responses: [{ organizationId: library }] };
    await expect(writer.update(surveyWaveDefinition, change)).rejects.toThrow(ForbiddenError);
  });

  it('sees who has responded, as all who see the wave, and no wave that is RESTRICTED', async () => {
    await fixture.transition(respondToSurveyWave, waveId, { organizationId: museum });
    const observer = await newPrincipal(database);
    await observer.grant(here, 'OBSERVER');
    const contributor = await newPrincipal(database);
    await contributor.grant(here, 'CONTRIBUTOR', [library]);
    const wave = { ecosystemId: here, number: 2, visibility: 'RESTRICTED', invitedOrganizationIds: [library] };
    const restricted = await fixture.create(surveyWaveDefinition, wave);
    for (const viewer of [await observer.viewer(), await contributor.viewer()]) {
      const readers = createReaders(database.kysely(), viewer);
      const responses = [expect.objectContaining({ organizationId: uuidOf(museum) })];
      expect(await readers.record('survey_wave', uuidOf(waveId))).toMatchObject({ responses });
      expect(await readers.record('survey_wave', uuidOf(restricted))).toBeNull();
    }
    const response = { id: restricted, expectedVersion: 1, organizationId: library };
    const attempt = await (await contributor.writer()).transition(respondToSurveyWave, response);
    expect(issuesOf(attempt)).toEqual(['NOT_FOUND id']);
  });

  it('is needed to respond: an OBSERVER cannot', async () => {
    const observer = await newPrincipal(database);
    await observer.grant(here, 'OBSERVER', [library]);
    const response = { id: waveId, expectedVersion: 1, organizationId: library };
    const attempt = (await observer.writer()).transition(respondToSurveyWave, response);
    await expect(attempt).rejects.toThrow('Your role is OBSERVER.');
  });
});
