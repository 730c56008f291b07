import {
  anonymous,
  decodeTypeId,
  encodeTypeId,
  ForbiddenError,
  newUuid,
  type Outcome,
  operator,
} from '@collective-impact/sdk';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ecosystemWriting } from '../ecosystem/index.ts';
import { createReaders } from '../readers.ts';
import { type Command, Writer } from '../shared/writer.ts';
import type { Writing } from '../shared/writing.ts';
import { engines } from '../testing/engines.ts';
import { openTestDatabase, type TestDatabase } from '../testing/open-test-database.ts';
import {
  codebookCodeWriting,
  codebookWriting,
  codingWriting,
  excerptWriting,
  interviewWriting,
  participantWriting,
  publishedFigureWriting,
  studyWriting,
} from './study-writer.ts';

let database: TestDatabase;
let writer: Writer;
let ecosystemId: string;
let studyId: string;

const reading = (viewer = operator) => createReaders(database.kysely(), viewer);
const uuid = (id: string) => decodeTypeId(id.slice(0, id.lastIndexOf('_')), id) ?? '';

async function made(writing: Writing, command: Command): Promise<string> {
  const done = await writer.create(writing, command);
  if (!done.ok) throw new Error(JSON.stringify(done.issues));
  return encodeTypeId(writing.type.prefix, done.value);
}

const newEcosystem = () => made(ecosystemWriting, { slug: `of-${newUuid()}`, name: 'Here', visibility: 'PUBLIC' });
const newStudy = (more: object = {}) =>
  made(studyWriting, { ecosystemId, title: 'Partners', question: 'Who matters?', ...more });

/** The whole chain from a participant to a coding, in the study that is given. */
async function codedStudy(of: { studyId: string }) {
  const participantId = await made(participantWriting, { ...of, code: 'P1' });
  const interviewId = await made(interviewWriting, { participantId, heldOn: '2016-03-01' });
  const excerptId = await made(excerptWriting, { interviewId, text: 'Without schools nothing moves.' });
  const codebookId = await made(codebookWriting, { ...of, round: 1 });
  const codebookCodeId = await made(codebookCodeWriting, { codebookId, code: 'k-12', label: 'K-12' });
  const codingId = await made(codingWriting, { excerptId, codebookCodeId, coder: 'A' });
  return { participantId, interviewId, excerptId, codebookId, codebookCodeId, codingId };
}

const issues = (outcome: Outcome<string>) =>
  outcome.ok ? [] : outcome.issues.map(({ code, path }) => `${code} ${path.join('.')}`);
const refusal = async (writing: Writing, command: Command) => issues(await writer.create(writing, command));

describe.each(engines)('studies on %s', (engine) => {
  beforeAll(async () => {
    database = await openTestDatabase(engine);
    writer = new Writer(database, operator);
  });

  beforeEach(async () => {
    ecosystemId = await newEcosystem();
    studyId = await newStudy();
  });

  afterAll(() => database.close());

  it('are listed by title', async () => {
    await newStudy({ title: 'Mentors' });
    const page = await reading().study.studies(uuid(ecosystemId), { first: 1 });
    expect(page.rows).toMatchObject([{ title: 'Mentors' }]);
    expect(await page.totalCount()).toBe(2);
  });

  it('hold participants, interviews, excerpts, codebooks, codes and codings', async () => {
    const made = await codedStudy({ studyId });
    const read = reading();
    const ids = <Row extends { id: string }>(page: Promise<{ rows: Row[] }>) =>
      page.then(({ rows }) => rows.map(({ id }) => id));
    expect(await ids(read.study.participants(uuid(studyId), {}))).toEqual([uuid(made.participantId)]);
    expect(await ids(read.study.interviews(uuid(studyId), {}))).toEqual([uuid(made.interviewId)]);
    expect(await ids(read.study.interviewsWith(uuid(made.participantId), {}))).toEqual([uuid(made.interviewId)]);
    expect(await ids(read.study.excerpts(uuid(made.interviewId), {}))).toEqual([uuid(made.excerptId)]);
    expect(await ids(read.study.codebooks(uuid(studyId), {}))).toEqual([uuid(made.codebookId)]);
    expect(await ids(read.study.codes(uuid(made.codebookId), {}))).toEqual([uuid(made.codebookCodeId)]);
    expect(await ids(read.study.codings(uuid(made.excerptId), {}))).toEqual([uuid(made.codingId)]);
    expect(await read.record('coding', uuid(made.codingId))).toMatchObject({
      ecosystemId: uuid(ecosystemId),
      coder: 'A',
    });
  });

  it('keep participants in the order of their codes, and codebooks in that of their rounds', async () => {
    for (const code of ['b', 'a', 'C']) await made(participantWriting, { studyId, code });
    for (const round of [10, 9]) await made(codebookWriting, { studyId, round });
    const { rows } = await reading().study.participants(uuid(studyId), {});
    expect(rows.map(({ code }) => code)).toEqual(['C', 'a', 'b']);
    const codebooks = await reading().study.codebooks(uuid(studyId), {});
    expect(codebooks.rows.map(({ round }) => round)).toEqual([9, 10]);
  });

  it('list the interviews of their own participants only', async () => {
    await codedStudy({ studyId: await newStudy() });
    expect((await reading().study.interviews(uuid(studyId), {})).rows).toEqual([]);
  });

  it('have each code, round and coding once', async () => {
    const { codebookId, codebookCodeId, excerptId } = await codedStudy({ studyId });
    expect(await refusal(participantWriting, { studyId, code: 'P1' })).toEqual(['DUPLICATE code']);
    expect(await refusal(codebookWriting, { studyId, round: 1 })).toEqual(['DUPLICATE round']);
    expect(await refusal(codebookCodeWriting, { codebookId, code: 'k-12', label: 'Schools' })).toEqual([
      'DUPLICATE code',
    ]);
    expect(await refusal(codingWriting, { excerptId, codebookCodeId, coder: 'A' })).toEqual(['DUPLICATE coder']);
    await made(codingWriting, { excerptId, codebookCodeId, coder: 'B' });
  });

  it('have one published figure for a code in a round, and one in no round', async () => {
    const figure = { studyId, label: 'K-12', code: 'k-12', n: 3, nOrigin: 'STATED' };
    for (const round of [null, 1, 2]) await made(publishedFigureWriting, { ...figure, round });
    expect(await refusal(publishedFigureWriting, { ...figure, round: 2 })).toEqual(['DUPLICATE code']);
    expect(await refusal(publishedFigureWriting, figure)).toEqual(['DUPLICATE code']);
    for (const label of ['Interviews', 'Excerpts']) {
      await made(publishedFigureWriting, { studyId, label, n: 3, nOrigin: 'STATED' });
    }
  });

  it('take no coding by a code of another study', async () => {
    const { excerptId } = await codedStudy({ studyId });
    const other = await codedStudy({ studyId: await newStudy() });
    const command = { excerptId, codebookCodeId: other.codebookCodeId, coder: 'A' };
    expect(await refusal(codingWriting, command)).toEqual(['INVALID codebookCodeId']);
  });

  it('take nothing of another ecosystem, and nothing that is not there', async () => {
    const { codebookCodeId, excerptId } = await codedStudy({ studyId });
    ecosystemId = await newEcosystem();
    const other = await codedStudy({ studyId: await newStudy() });
    expect(await refusal(codingWriting, { excerptId: other.excerptId, codebookCodeId, coder: 'A' })).toEqual([
      'OTHER_ECOSYSTEM codebookCodeId',
    ]);
    const absent = encodeTypeId('codebook_code', '01890a5d-ac96-774b-bcce-b302099a8057');
    expect(await refusal(codingWriting, { excerptId, codebookCodeId: absent, coder: 'A' })).toEqual([
      'NOT_FOUND codebookCodeId',
    ]);
    expect(await refusal(interviewWriting, { participantId: excerptId })).toEqual(['INVALID participantId']);
  });

  it('are made of interviews that were held', async () => {
    const { participantId } = await codedStudy({ studyId });
    expect(await refusal(interviewWriting, { participantId, heldOn: '2999-01-01' })).toEqual(['OUT_OF_RANGE heldOn']);
  });

  it('keep excerpts that say something, and figures that fit together', async () => {
    const { interviewId, excerptId } = await codedStudy({ studyId });
    expect(await refusal(excerptWriting, { interviewId })).toEqual(['REQUIRED text']);
    const cleared = await writer.update(excerptWriting, { id: excerptId, expectedVersion: 1, text: null });
    expect(issues(cleared)).toEqual(['REQUIRED text']);
    const figure = { studyId, label: 'K-12', base: 26, share: '0.88', shareOrigin: 'STATED' };
    expect(await refusal(publishedFigureWriting, { ...figure, n: 22, nOrigin: 'DERIVED' })).toEqual(['INVALID n']);
    const id = await made(publishedFigureWriting, { ...figure, n: 23, nOrigin: 'DERIVED' });
    expect(issues(await writer.update(publishedFigureWriting, { id, expectedVersion: 1, share: '0.8' }))).toEqual([
      'INVALID n',
    ]);
    expect(
      await refusal(studyWriting, {
        ecosystemId,
        title: 'T',
        question: 'Q',
        startedOn: '2016-02-01',
        endedOn: '2016-01-01',
      }),
    ).toEqual(['DATES_OUT_OF_ORDER endedOn']);
  });

  it('change by whoever has read them last', async () => {
    const records = await codedStudy({ studyId });
    const figure = await made(publishedFigureWriting, { studyId, label: 'Interviews', n: 30, nOrigin: 'STATED' });
    const changes: [Writing, string, object][] = [
      [studyWriting, studyId, { title: 'Partners and schools' }],
      [participantWriting, records.participantId, { sector: { code: 'school', label: 'School' } }],
      [interviewWriting, records.interviewId, { heldOn: null }],
      [codebookWriting, records.codebookId, { note: 'First reading.' }],
      [codebookCodeWriting, records.codebookCodeId, { definition: 'Schools and districts.' }],
      [excerptWriting, records.excerptId, { text: null, locator: 'minute 3' }],
      [codingWriting, records.codingId, { sourceUri: 'urn:sheet:1' }],
      [publishedFigureWriting, figure, { n: 31 }],
    ];
    for (const [writing, id, change] of changes) {
      const command = { id, expectedVersion: 1, ...change };
      expect(await writer.update(writing, command)).toMatchObject({ ok: true });
      expect(issues(await writer.update(writing, command))).toEqual(['VERSION_CONFLICT expectedVersion']);
    }
    expect(await reading().record('participant', uuid(records.participantId))).toMatchObject({
      sector: { scheme: 'sector', code: 'school', label: 'School', uri: null },
      version: 2,
    });
    expect(await reading().record('excerpt', uuid(records.excerptId))).toMatchObject({
      text: null,
      locator: 'minute 3',
    });
    expect(await reading().record('published_figure', uuid(figure))).toMatchObject({ n: 31 });
  });

  it('stay within what they were made for', async () => {
    const { excerptId, codingId, codebookId } = await codedStudy({ studyId });
    const move = async (writing: Writing, id: string, change: object) =>
      issues(await writer.update(writing, { id, expectedVersion: 1, ...change }));
    expect(await move(codebookWriting, codebookId, { round: 3 })).toEqual(['INVALID round']);
    expect(await move(codebookWriting, codebookId, { studyId })).toEqual(['INVALID studyId']);
    expect(await move(codingWriting, codingId, { coder: 'B' })).toEqual(['INVALID coder']);
    expect(await move(codingWriting, codingId, { excerptId })).toEqual(['INVALID excerptId']);
  });

  it('show everyone what is public, and nothing beneath it that is not', async () => {
    const open = await newStudy({ visibility: 'PUBLIC' });
    const records = await codedStudy({ studyId: open });
    await made(participantWriting, { studyId: open, code: 'P2', visibility: 'PUBLIC' });
    await made(publishedFigureWriting, { studyId: open, label: 'Open', n: 1, nOrigin: 'STATED', visibility: 'PUBLIC' });
    await made(publishedFigureWriting, { studyId: open, label: 'Closed', n: 2, nOrigin: 'STATED' });
    const read = reading(anonymous);
    const studies = await read.study.studies(uuid(ecosystemId), {});
    expect(studies.rows.map(({ id }) => id)).toEqual([uuid(open)]);
    expect(await studies.totalCount()).toBe(1);
    expect(await read.record('study', uuid(studyId))).toBeNull();
    expect((await read.study.participants(uuid(open), {})).rows).toMatchObject([{ code: 'P2' }]);
    expect((await read.study.interviews(uuid(open), {})).rows).toEqual([]);
    expect((await read.study.codebooks(uuid(open), {})).rows).toEqual([]);
    expect((await read.study.figures(uuid(open), {})).rows).toMatchObject([{ label: 'Open' }]);
    expect(await read.record('interview', uuid(records.interviewId))).toBeNull();
    expect(await read.record('codebook', uuid(records.codebookId))).toBeNull();
    expect(await read.record('codebook_code', uuid(records.codebookCodeId))).toBeNull();
    expect(await read.record('excerpt', uuid(records.excerptId))).toBeNull();
    expect(await read.record('coding', uuid(records.codingId))).toBeNull();
    const words = await reading().record('excerpt', uuid(records.excerptId));
    expect(words).toMatchObject({ visibility: 'RESTRICTED' });
  });

  it('are written by nobody who has not said who they are', async () => {
    const records = await codedStudy({ studyId });
    const stranger = new Writer(database, anonymous);
    const commands: [Writing, Command][] = [
      [studyWriting, { ecosystemId, title: 'T', question: 'Q' }],
      [participantWriting, { studyId, code: 'P9' }],
      [interviewWriting, { participantId: records.participantId }],
      [codebookWriting, { studyId, round: 9 }],
      [codebookCodeWriting, { codebookId: records.codebookId, code: 'c', label: 'C' }],
      [excerptWriting, { interviewId: records.interviewId, text: 'T' }],
      [codingWriting, { excerptId: records.excerptId, codebookCodeId: records.codebookCodeId, coder: 'B' }],
      [publishedFigureWriting, { studyId, label: 'Interviews', n: 1, nOrigin: 'STATED' }],
    ];
    for (const [writing, command] of commands) {
      await expect(stranger.create(writing, command)).rejects.toBeInstanceOf(ForbiddenError);
    }
    const change = { id: studyId, expectedVersion: 1, title: 'Other' };
    await expect(stranger.update(studyWriting, change)).rejects.toBeInstanceOf(ForbiddenError);
    expect((await reading().study.studies(uuid(ecosystemId), {})).rows).toMatchObject([
      { title: 'Partners', version: 1 },
    ]);
  });

  it('come out of two equal requests at once as one record and one refusal', async () => {
    const outcomes = await Promise.all([1, 2].map(() => writer.create(codebookWriting, { studyId, round: 5 })));
    expect(outcomes.flatMap(issues)).toEqual(['DUPLICATE round']);
    expect((await reading().study.codebooks(uuid(studyId), {})).rows).toHaveLength(1);
  });
});
