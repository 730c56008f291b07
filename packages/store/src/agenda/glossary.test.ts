import { anonymous } from '@collective-impact/sdk';
import { termMatches } from '@collective-impact/sdk/agenda';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { AgendaFixture, issuesOf, uuidOf } from '../testing/agenda.fixture.ts';
import { engines } from '../testing/engines.ts';
import { openTestDatabase, type TestDatabase } from '../testing/open-test-database.ts';
import { adoptTerm, retireTerm, termDefinition } from './term-writer.ts';

let database: TestDatabase;
let fixture: AgendaFixture;
let ecosystemId: string;

const propose = (term: string, values = {}) =>
  fixture.writer.create(termDefinition, { ecosystemId, term, definition: 'What we mean.', ...values });
const proposed = (term: string, values = {}) =>
  fixture.create(termDefinition, { ecosystemId, term, definition: 'What we mean.', ...values });

async function terms(filter = {}, viewer = anonymous): Promise<string[]> {
  const { rows } = await fixture.read(viewer).agenda.glossary.terms(uuidOf(ecosystemId), { page: {}, filter });
  return rows.map(({ term }) => term);
}

describe.each(engines)('terms on %s', (engine) => {
  beforeAll(async () => {
    database = await openTestDatabase(engine);
    fixture = new AgendaFixture(database);
  });

  beforeEach(async () => {
    ecosystemId = await fixture.ecosystem();
  });

  afterAll(() => database.close());

  it('are proposed, adopted and retired, with their dates', async () => {
    const id = await proposed('Mentor');
    expect(issuesOf(await fixture.transition(adoptTerm, id, { adoptedOn: '2024-02-13' }))).toEqual([]);
    expect(issuesOf(await fixture.transition(adoptTerm, id))).toEqual(['ILLEGAL_TRANSITION id']);
    expect(issuesOf(await fixture.transition(retireTerm, id, { retiredOn: '2024-02-12' }))).toEqual([
      'DATES_OUT_OF_ORDER retiredOn',
    ]);
    expect(issuesOf(await fixture.transition(retireTerm, id, { retiredOn: '9999-01-01' }))).toEqual([
      'OUT_OF_RANGE retiredOn',
    ]);
    expect(issuesOf(await fixture.transition(retireTerm, id, { retiredOn: '2025-02-11' }))).toEqual([]);
    expect(await fixture.read().record('term', uuidOf(id))).toMatchObject({
      ...{ status: 'RETIRED', adoptedOn: '2024-02-13', retiredOn: '2025-02-11' },
    });
    expect(issuesOf(await fixture.update(termDefinition, id, { source: 'Us' }))).toEqual(['IMMUTABLE source']);
  });

  it('keep their name and definition once they are adopted, and accept new synonyms', async () => {
    const id = await proposed('Mentor');
    expect(issuesOf(await fixture.update(termDefinition, id, { definition: 'Someone who stays.' }))).toEqual([]);
    await fixture.transition(adoptTerm, id);
    const change = { term: 'Guide', definition: 'Someone who comes.', synonyms: ['Coach'] };
    expect(issuesOf(await fixture.update(termDefinition, id, change))).toEqual([
      'IMMUTABLE term',
      'IMMUTABLE definition',
    ]);
    expect(issuesOf(await fixture.update(termDefinition, id, { synonyms: ['Coach'] }))).toEqual([]);
    expect(await terms({ search: 'coach' })).toEqual(['Mentor']);
  });

  it('are unique among terms that are not retired, ignoring case and spaces', async () => {
    const id = await proposed('STEM Mentor');
    expect(issuesOf(await propose(' stem  mentor '))).toEqual(['DUPLICATE term']);
    const other = await proposed('Guide');
    expect(issuesOf(await fixture.update(termDefinition, other, { term: 'Stem\u00a0Mentor' }))).toEqual([
      'DUPLICATE term',
    ]);
    await fixture.transition(retireTerm, id);
    expect(issuesOf(await propose('stem mentor'))).toEqual([]);
    expect(issuesOf(await propose('STEM MENTOR'))).toEqual(['DUPLICATE term']);
    ecosystemId = await fixture.ecosystem();
    expect(issuesOf(await propose('STEM Mentor'))).toEqual([]);
  });

  it('are unique when they are proposed at the same time', async () => {
    const outcomes = await Promise.all(['Mentor', 'mentor', 'MENTOR'].map((term) => propose(term)));
    expect(outcomes.flatMap(issuesOf)).toEqual(['DUPLICATE term', 'DUPLICATE term']);
  });

  it('are found by a part of the term or a synonym, as by termMatches', async () => {
    const glossary = [
      { term: 'mentor', synonyms: ['STEM guide', 'Coach'] },
      { term: 'Élan', synonyms: ['ÉNERGIE'] },
      { term: '100% place', synonyms: ['se_at'] },
    ];
    for (const { term, synonyms } of glossary) await proposed(term, { synonyms });
    expect(await terms()).toEqual(['100% place', 'mentor', 'Élan']);
    for (const search of ['MENT', 'stem  g', 'énerg', '%', '_', 'e\u0301lan', 'guide coach', 'nothing', '']) {
      const expected = glossary.filter((term) => termMatches(term, search)).map(({ term }) => term);
      expect((await terms({ search })).sort(), search).toEqual(expected.sort());
    }
  });

  it('are listed by status if the viewer may see them', async () => {
    await fixture.transition(adoptTerm, await proposed('Mentor'));
    await proposed('Guide', { visibility: 'MEMBERS' });
    await proposed('Coach');
    expect(await terms({ status: 'PROPOSED' })).toEqual(['Coach']);
    expect(await terms({ status: 'ADOPTED' })).toEqual(['Mentor']);
  });

  it('reject repeated synonyms and a change based on an outdated version', async () => {
    expect(issuesOf(await propose('Mentor', { synonyms: ['Guide', 'guide'] }))).toEqual(['DUPLICATE synonyms.1']);
    const stale = { id: await proposed('Mentor'), expectedVersion: 2, source: 'Us' };
    expect(issuesOf(await fixture.writer.update(termDefinition, stale))).toEqual(['VERSION_CONFLICT expectedVersion']);
  });
});
