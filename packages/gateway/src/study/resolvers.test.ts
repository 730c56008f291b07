import { anonymous, localProgram, type Viewer } from '@collective-impact/sdk';
import { openTestDatabase, statementsOf, type TestDatabase } from '@collective-impact/store/testing';
import { graphql } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSchema } from '../schema.ts';
import { createContext } from '../shared/context.ts';

const schema = createSchema();

let database: TestDatabase;

async function run(source: string, variableValues: Record<string, unknown> = {}, viewer: Viewer = localProgram) {
  return graphql({ schema, source, variableValues, contextValue: createContext(database, viewer) });
}

/** The fields of a record in a payload. */
type Payload = { id: string; version: number };

/** Runs a create or update mutation, such as `createStudy`. Returns the id and the version of the record. */
async function write(mutation: string, input: object): Promise<Payload> {
  const type = mutation[0]?.toUpperCase() + mutation.slice(1);
  const noun = mutation.slice('create'.length);
  const source = `mutation ($input: ${type}Input!) { payload: ${mutation}(input: $input) {
    record: ${noun[0]?.toLowerCase()}${noun.slice(1)} { id version } userErrors { code path message }
  } }`;
  const { data, errors } = await run(source, { input });
  if (!data) throw new Error(String(errors));
  const { record, userErrors } = data.payload as { record: Payload; userErrors: object[] };
  expect(userErrors).toEqual([]);
  return record;
}

const open = { visibility: 'PUBLIC' };

/** Creates a study in which two participants mention schools and one mentions businesses. Returns one record of each type. */
async function codedStudy() {
  const ecosystem = await write('createEcosystem', { slug: 'here', name: 'Here', ...open });
  const Study = await write('createStudy', { ecosystemId: ecosystem.id, title: 'Partners', question: 'Who?', ...open });
  const Codebook = await write('createCodebook', { studyId: Study.id, round: 1, ...open });
  const CodebookCode = await write('createCodebookCode', {
    codebookId: Codebook.id,
    code: 'k-12',
    label: 'K-12',
    ...open,
  });
  const firms = await write('createCodebookCode', { codebookId: Codebook.id, code: 'firms', label: 'Firms', ...open });
  await newInterview('P1', { study: Study, codes: [CodebookCode, firms] });
  const records = await newInterview('P2', { study: Study, codes: [CodebookCode] });
  const figure = { studyId: Study.id, label: 'Interviews', count: 2, countOrigin: 'STATED', ...open };
  const reading = { excerptId: records.Excerpt.id, codebookId: Codebook.id, coder: 'B' };
  const ExcerptReading = await write('createExcerptReading', reading);
  const CodingRelease = await write('createCodingRelease', { codebookId: Codebook.id });
  const PublishedFigure = await write('createPublishedFigure', figure);
  return { Study, Codebook, CodebookCode, ExcerptReading, CodingRelease, PublishedFigure, ...records };
}

async function newInterview(code: string, { study, codes }: { study: Payload; codes: Payload[] }) {
  const Participant = await write('createParticipant', { studyId: study.id, code, sector: { code: 'x', label: 'X' } });
  const Interview = await write('createInterview', { participantId: Participant.id, heldOn: '2016-03-01' });
  const Excerpt = await write('createExcerpt', { interviewId: Interview.id, text: `Words of ${code}.` });
  const codings = [];
  for (const { id } of codes) {
    codings.push(await write('createCoding', { excerptId: Excerpt.id, codebookCodeId: id, coder: 'A' }));
  }
  return { Participant, Interview, Excerpt, Coding: codings[0] as Payload };
}

const importance = `query ($id: ID!) { node(id: $id) { ... on Study {
  importance { code { scheme code label } participants base share basis interval { low high } isBelowMinimumBase releasedAt }
  participants { totalCount }
} } }`;

const everything = `query ($id: ID!) { node(id: $id) { ... on Study {
  participants { nodes { code sector { code } study { title } interviews { nodes { heldOn participant { code } excerpts { nodes {
    text interview { heldOn } codings { nodes { coder excerpt { text } codebookCode { code codebook { round } } } } } } } } } }
  codebooks { nodes { round study { title } codes { nodes { code label ecosystem { slug } } } } }
  interviews { totalCount }
  figures { nodes { label count countOrigin study { title } } }
} } }`;

describe('a study with its records', () => {
  let records: Record<string, Payload>;
  let id: string;

  beforeAll(async () => {
    database = await openTestDatabase('pglite');
    const { Study, ...others } = await codedStudy();
    records = { Study, ...others };
    id = Study.id;
  });

  afterAll(() => database.close());

  it.each([
    ['a local program', localProgram, { participants: 2, releasedAt: null }],
    [
      'an anonymous caller, who may not read the excerpts',
      anonymous,
      { participants: 0, releasedAt: expect.stringMatching(/^\d{4}-/) },
    ],
  ] as const)('counts importance from codings for %s', async (_who, viewer, { participants, releasedAt }) => {
    const { data, errors } = await run(importance, { id }, viewer);
    expect(errors).toBeUndefined();
    expect(data?.node).toEqual({
      importance: [
        {
          code: { scheme: 'codebook', code: 'k-12', label: 'K-12' },
          participants: 2,
          base: 2,
          share: '1',
          basis: 'RECORDS',
          interval: { low: '0.34238', high: '1' },
          isBelowMinimumBase: false,
          releasedAt,
        },
        {
          code: { scheme: 'codebook', code: 'firms', label: 'Firms' },
          participants: 1,
          base: 2,
          share: '0.5',
          basis: 'RECORDS',
          interval: expect.objectContaining({ low: expect.stringMatching(/^0\.0/) }),
          isBelowMinimumBase: false,
          releasedAt,
        },
      ],
      participants: { totalCount: participants },
    });
  });

  it('reads each list, from participants to codings, by one statement', async () => {
    const { result, statements } = await statementsOf(database, () => run(everything, { id }));
    expect(result.errors).toBeUndefined();
    const coding = (code: string, text: string) => ({
      coder: 'A',
      excerpt: { text },
      codebookCode: { code, codebook: { round: 1 } },
    });
    const interviewOf = (code: string, codes: string[]) => ({
      code,
      sector: { code: 'x' },
      study: { title: 'Partners' },
      interviews: {
        nodes: [
          {
            heldOn: '2016-03-01',
            participant: { code },
            excerpts: {
              nodes: [
                {
                  text: `Words of ${code}.`,
                  interview: { heldOn: '2016-03-01' },
                  codings: { nodes: codes.map((each) => coding(each, `Words of ${code}.`)) },
                },
              ],
            },
          },
        ],
      },
    });
    expect(result.data?.node).toEqual({
      participants: { nodes: [interviewOf('P1', ['k-12', 'firms']), interviewOf('P2', ['k-12'])] },
      codebooks: {
        nodes: [
          {
            round: 1,
            study: { title: 'Partners' },
            codes: {
              nodes: [
                { code: 'firms', label: 'Firms', ecosystem: { slug: 'here' } },
                { code: 'k-12', label: 'K-12', ecosystem: { slug: 'here' } },
              ],
            },
          },
        ],
      },
      interviews: { totalCount: 2 },
      figures: { nodes: [{ label: 'Interviews', count: 2, countOrigin: 'STATED', study: { title: 'Partners' } }] },
    });
    // No statement runs twice, although the study has two participants.
    const lists = new Set(statements.map(({ sql }) => sql));
    expect(lists.size).toBe(statements.length);
  });

  it('returns the successors and predecessors of a code', async () => {
    const ecosystem = await write('createEcosystem', { slug: 'there', name: 'There', ...open });
    const study = await write('createStudy', { ecosystemId: ecosystem.id, title: 'Q', question: 'Q?', ...open });
    const code = async (round: number, more: object) => {
      const { id: codebookId } = await write('createCodebook', { studyId: study.id, round, ...open });
      return write('createCodebookCode', { codebookId, ...more, ...open });
    };
    const schools = await code(2, { code: 'schools', label: 'Schools' });
    await code(1, { code: 'k-12', label: 'K-12', revision: 'KEPT', successorIds: [schools.id] });
    await code(3, { code: 'time', label: 'Time' });
    const source = `query ($id: ID!, $code: ID) { node(id: $id) { ... on Study {
      codeLineage(codebookCode: $code) { round isNew code { code revision successors { code } codings { totalCount } }
        predecessors { code } successors { code predecessors { nodes { code } } } } } } }`;
    const { data, errors } = await run(source, { id: study.id, code: schools.id }, anonymous);
    expect(errors).toBeUndefined();
    expect(data?.node).toEqual({
      codeLineage: [
        {
          round: 1,
          isNew: false,
          code: { code: 'k-12', revision: 'KEPT', successors: [{ code: 'schools' }], codings: { totalCount: 0 } },
          predecessors: [],
          successors: [{ code: 'schools', predecessors: { nodes: [{ code: 'k-12' }] } }],
        },
        {
          round: 2,
          isNew: false,
          code: { code: 'schools', revision: null, successors: [], codings: { totalCount: 0 } },
          predecessors: [{ code: 'k-12' }],
          successors: [],
        },
      ],
    });
    const complete = await run(source, { id: study.id });
    expect(complete.data?.node).toMatchObject({ codeLineage: [{}, {}, { isNew: true, code: { code: 'time' } }] });
    const { errors: refused } = await run(source, { id: study.id, code: study.id });
    expect(refused).toMatchObject([{ message: expect.stringContaining('codebook_code_') }]);
  });

  it('compares only codings that the caller may see', async () => {
    const source = `query ($id: ID!, $coders: [String!]) { node(id: $id) { ... on Study {
      agreement(coders: $coders) { round basis reason comparedExcerpts } coOccurrence { round basis codedExcerpts pairs { firstCode { code } secondCode { code } } } } } }`;
    const withTwoCoders = { round: 1, basis: 'RECORDS', reason: null, comparedExcerpts: 1 };
    const pairs = [{ firstCode: { code: 'firms' }, secondCode: { code: 'k-12' } }];
    expect((await run(source, { id })).data?.node).toEqual({
      agreement: withTwoCoders,
      coOccurrence: { round: 1, basis: 'RECORDS', codedExcerpts: 2, pairs },
    });
    expect((await run(source, { id }, anonymous)).data?.node).toMatchObject({
      agreement: { round: null, basis: 'NO_DATA' },
      coOccurrence: { round: null, basis: 'NO_DATA', codedExcerpts: 0, pairs: [] },
    });
    for (const coders of [[], ['A'], ['A', 'A'], ['A', 'B', 'C']]) {
      expect((await run(source, { id, coders })).errors).toMatchObject([{ message: expect.stringContaining('two') }]);
    }
  });

  it('contain a release with the counts of the codes that the caller may see', async () => {
    const source = `query ($id: ID!) { node(id: $id) { ... on Codebook { releases { nodes { counts {
      codebookCode { code } scope sector { code } participants base } } } } } }`;
    const all = { scope: 'ALL', sector: null, base: 2 };
    const released = (counts: object[]) => ({ releases: { nodes: [{ counts }] } });
    const { Codebook, CodebookCode } = records;
    const counts = [
      { codebookCode: { code: 'firms' }, ...all, participants: 1 },
      { codebookCode: { code: 'k-12' }, ...all, participants: 2 },
    ];
    expect((await run(source, { id: Codebook?.id }, anonymous)).data?.node).toEqual(released(counts));
    const hidden = { id: CodebookCode?.id, expectedVersion: 1, visibility: 'MEMBERS' };
    await write('updateCodebookCode', hidden);
    expect((await run(source, { id: Codebook?.id }, anonymous)).data?.node).toEqual(released(counts.slice(0, 1)));
    await write('updateCodebookCode', { ...hidden, expectedVersion: 2, visibility: 'PUBLIC' });
  });

  it('can be updated by mutations that send the expected version', async () => {
    const changes = {
      Study: { title: 'Partners of all kinds' },
      Participant: { sector: null },
      Interview: { locator: 'shelf 3' },
      Codebook: { note: 'First reading' },
      CodebookCode: { definition: 'Schools' },
      Excerpt: { text: null, locator: 'minute 3' },
      Coding: { visibility: 'MEMBERS' },
      ExcerptReading: { visibility: 'MEMBERS' },
      CodingRelease: { visibility: 'RESTRICTED' },
      PublishedFigure: { count: 3 },
    };
    for (const [type, record] of Object.entries(records)) {
      const change = changes[type as keyof typeof changes];
      const expectedVersion = type === 'CodebookCode' ? 3 : 1;
      const updated = await write(`update${type}`, { id: record.id, expectedVersion, ...change });
      expect(updated).toEqual({ id: record.id, version: expectedVersion + 1 });
    }
    expect(Object.keys(records).sort()).toEqual(Object.keys(changes).sort());
  });
});
