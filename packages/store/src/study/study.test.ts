import { anonymous, decodeTypeId, encodeTypeId, ForbiddenError, localProgram, newUuid } from '@collective-impact/sdk';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ecosystemDefinition } from '../ecosystem/index.ts';
import { createReaders } from '../readers.ts';
import type { AnyRecordDefinition } from '../shared/record-definition.ts';
import { type Command, Writer } from '../shared/writer.ts';
import { engines } from '../testing/engines.ts';
import { openTestDatabase, type TestDatabase } from '../testing/open-test-database.ts';
import { createCodedStudy, createdId, issues } from './study.fixture.ts';
import {
  codebookCodeDefinition,
  codebookDefinition,
  codingDefinition,
  excerptDefinition,
  excerptReadingDefinition,
  interviewDefinition,
  participantDefinition,
  publishedFigureDefinition,
  studyDefinition,
} from './study-writer.ts';

let database: TestDatabase;
let writer: Writer;
let ecosystemId: string;
let studyId: string;

const reading = (viewer = localProgram) => createReaders(database.kysely(), viewer);
const uuid = (id: string) => decodeTypeId(id.slice(0, id.lastIndexOf('_')), id) ?? '';

const created = (definition: AnyRecordDefinition, command: Command) => createdId(writer, { definition, command });
const newEcosystem = () =>
  created(ecosystemDefinition, { slug: `of-${newUuid()}`, name: 'Here', visibility: 'PUBLIC' });
const newStudy = (more: object = {}) =>
  created(studyDefinition, { ecosystemId, title: 'Partners', question: 'Who matters?', ...more });
const codedStudy = (parent: { studyId: string }) => createCodedStudy(writer, parent);
const issuesOfCreate = async (definition: AnyRecordDefinition, command: Command) =>
  issues(await writer.create(definition, command));

describe.each(engines)('studies on %s', (engine) => {
  beforeAll(async () => {
    database = await openTestDatabase(engine);
    writer = new Writer(database, localProgram);
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

  it('contain participants, interviews, excerpts, codebooks, codes and codings', async () => {
    const records = await codedStudy({ studyId });
    const read = reading();
    const ids = <Row extends { id: string }>(page: Promise<{ rows: Row[] }>) =>
      page.then(({ rows }) => rows.map(({ id }) => id));
    expect(await ids(read.study.participants(uuid(studyId), {}))).toEqual([uuid(records.participantId)]);
    expect(await ids(read.study.interviews(uuid(studyId), {}))).toEqual([uuid(records.interviewId)]);
    expect(await ids(read.study.interviewsWith(uuid(records.participantId), {}))).toEqual([uuid(records.interviewId)]);
    expect(await ids(read.study.excerpts(uuid(records.interviewId), {}))).toEqual([uuid(records.excerptId)]);
    expect(await ids(read.study.codebooks(uuid(studyId), {}))).toEqual([uuid(records.codebookId)]);
    expect(await ids(read.study.codes(uuid(records.codebookId), {}))).toEqual([uuid(records.codebookCodeId)]);
    expect(await ids(read.study.codings(uuid(records.excerptId), {}))).toEqual([uuid(records.codingId)]);
    expect(await read.record('coding', uuid(records.codingId))).toMatchObject({
      ecosystemId: uuid(ecosystemId),
      coder: 'A',
    });
  });

  it('show nobody by default that a restricted excerpt was read and coded', async () => {
    const open = { slug: `open-${newUuid()}`, name: 'Open', visibility: 'PUBLIC', defaultVisibility: 'PUBLIC' };
    ecosystemId = await created(ecosystemDefinition, open);
    const { excerptId, codebookId, codebookCodeId, codingId } = await codedStudy({ studyId: await newStudy() });
    const readingId = await created(excerptReadingDefinition, { excerptId, codebookId, coder: 'B' });
    const counts = async (viewer = anonymous) => {
      const codings = await reading(viewer).study.codingsWith(uuid(codebookCodeId), {});
      return await codings.totalCount();
    };
    expect(await reading().record('coding', uuid(codingId))).toMatchObject({ visibility: 'RESTRICTED' });
    expect(await reading().record('excerpt_reading', uuid(readingId))).toMatchObject({ visibility: 'RESTRICTED' });
    expect(await counts()).toBe(0);
    expect(await counts(localProgram)).toBe(1);
    // A coding that is set to be PUBLIC stays so.
    await created(codingDefinition, { excerptId, codebookCodeId, coder: 'C', visibility: 'PUBLIC' });
    expect(await counts()).toBe(1);
    // Of a public excerpt, codings are as visible as other records.
    const other = await codedStudy({ studyId: await newStudy({ title: 'Mentors' }) });
    const shown = await created(excerptDefinition, {
      interviewId: other.interviewId,
      text: 'Yes.',
      visibility: 'PUBLIC',
    });
    const application = { excerptId: shown, codebookCodeId: other.codebookCodeId, coder: 'A' };
    const ofShown = await created(codingDefinition, application);
    expect(await reading().record('coding', uuid(ofShown))).toMatchObject({ visibility: 'PUBLIC' });
  });

  it('list participants by pseudonym and codebooks by round', async () => {
    for (const code of ['b', 'a', 'C']) await created(participantDefinition, { studyId, code });
    for (const round of [10, 9]) await created(codebookDefinition, { studyId, round });
    const { rows } = await reading().study.participants(uuid(studyId), {});
    expect(rows.map(({ code }) => code)).toEqual(['C', 'a', 'b']);
    const codebooks = await reading().study.codebooks(uuid(studyId), {});
    expect(codebooks.rows.map(({ round }) => round)).toEqual([9, 10]);
  });

  it('list the interviews of their own participants only', async () => {
    await codedStudy({ studyId: await newStudy() });
    expect((await reading().study.interviews(uuid(studyId), {})).rows).toEqual([]);
  });

  it('reject a duplicate participant, round, code or coding', async () => {
    const { codebookId, codebookCodeId, excerptId } = await codedStudy({ studyId });
    expect(await issuesOfCreate(participantDefinition, { studyId, code: 'P1' })).toEqual(['DUPLICATE code']);
    expect(await issuesOfCreate(codebookDefinition, { studyId, round: 1 })).toEqual(['DUPLICATE round']);
    expect(await issuesOfCreate(codebookCodeDefinition, { codebookId, code: 'k-12', label: 'Schools' })).toEqual([
      'DUPLICATE code',
    ]);
    expect(await issuesOfCreate(codingDefinition, { excerptId, codebookCodeId, coder: 'A' })).toEqual([
      'DUPLICATE coder',
    ]);
    await created(codingDefinition, { excerptId, codebookCodeId, coder: 'B' });
  });

  it('allow one published figure per code and round, and one per code without a round', async () => {
    const figure = { studyId, label: 'K-12', code: 'k-12', count: 3, countOrigin: 'STATED' };
    for (const round of [null, 1, 2]) await created(publishedFigureDefinition, { ...figure, round });
    expect(await issuesOfCreate(publishedFigureDefinition, { ...figure, round: 2 })).toEqual(['DUPLICATE code']);
    expect(await issuesOfCreate(publishedFigureDefinition, figure)).toEqual(['DUPLICATE code']);
    for (const label of ['Interviews', 'Excerpts']) {
      await created(publishedFigureDefinition, { studyId, label, count: 3, countOrigin: 'STATED' });
    }
  });

  it('reject a coding with a code of another study', async () => {
    const { excerptId } = await codedStudy({ studyId });
    const other = await codedStudy({ studyId: await newStudy() });
    const command = { excerptId, codebookCodeId: other.codebookCodeId, coder: 'A' };
    expect(await issuesOfCreate(codingDefinition, command)).toEqual(['INVALID codebookCodeId']);
  });

  it('reject references to another ecosystem and to missing records', async () => {
    const { codebookCodeId, excerptId } = await codedStudy({ studyId });
    ecosystemId = await newEcosystem();
    const other = await codedStudy({ studyId: await newStudy() });
    expect(await issuesOfCreate(codingDefinition, { excerptId: other.excerptId, codebookCodeId, coder: 'A' })).toEqual([
      'OTHER_ECOSYSTEM codebookCodeId',
    ]);
    const missing = encodeTypeId('codebook_code', '01890a5d-ac96-774b-bcce-b302099a8057');
    expect(await issuesOfCreate(codingDefinition, { excerptId, codebookCodeId: missing, coder: 'A' })).toEqual([
      'NOT_FOUND codebookCodeId',
    ]);
    expect(await issuesOfCreate(interviewDefinition, { participantId: excerptId })).toEqual(['INVALID participantId']);
  });

  it('reject interviews in the future', async () => {
    const { participantId } = await codedStudy({ studyId });
    expect(await issuesOfCreate(interviewDefinition, { participantId, heldOn: '2999-01-01' })).toEqual([
      'OUT_OF_RANGE heldOn',
    ]);
  });

  it('reject empty excerpts and inconsistent figures', async () => {
    const { interviewId, excerptId } = await codedStudy({ studyId });
    expect(await issuesOfCreate(excerptDefinition, { interviewId })).toEqual(['REQUIRED text']);
    const cleared = await writer.update(excerptDefinition, { id: excerptId, expectedVersion: 1, text: null });
    expect(issues(cleared)).toEqual(['REQUIRED text']);
    const figure = { studyId, label: 'K-12', base: 26, share: '0.88', shareOrigin: 'STATED' };
    expect(await issuesOfCreate(publishedFigureDefinition, { ...figure, count: 22, countOrigin: 'DERIVED' })).toEqual([
      'INVALID count',
    ]);
    const id = await created(publishedFigureDefinition, { ...figure, count: 23, countOrigin: 'DERIVED' });
    expect(issues(await writer.update(publishedFigureDefinition, { id, expectedVersion: 1, share: '0.8' }))).toEqual([
      'INVALID count',
    ]);
    expect(
      await issuesOfCreate(studyDefinition, {
        ecosystemId,
        title: 'T',
        question: 'Q',
        startedOn: '2016-02-01',
        endedOn: '2016-01-01',
      }),
    ).toEqual(['DATES_OUT_OF_ORDER endedOn']);
  });

  it('reject an update with an outdated version', async () => {
    const records = await codedStudy({ studyId });
    const figure = await created(publishedFigureDefinition, {
      studyId,
      label: 'Interviews',
      count: 30,
      countOrigin: 'STATED',
    });
    const changes: [AnyRecordDefinition, string, object][] = [
      [studyDefinition, studyId, { title: 'Partners and schools' }],
      [participantDefinition, records.participantId, { sector: { code: 'school', label: 'School' } }],
      [interviewDefinition, records.interviewId, { heldOn: null }],
      [codebookDefinition, records.codebookId, { note: 'First reading.' }],
      [codebookCodeDefinition, records.codebookCodeId, { definition: 'Schools and districts.' }],
      [excerptDefinition, records.excerptId, { text: null, locator: 'minute 3' }],
      [codingDefinition, records.codingId, { sourceUri: 'urn:sheet:1' }],
      [publishedFigureDefinition, figure, { count: 31 }],
    ];
    for (const [definition, id, change] of changes) {
      const command = { id, expectedVersion: 1, ...change };
      expect(await writer.update(definition, command)).toMatchObject({ ok: true });
      expect(issues(await writer.update(definition, command))).toEqual(['VERSION_CONFLICT expectedVersion']);
    }
    expect(await reading().record('participant', uuid(records.participantId))).toMatchObject({
      sector: { scheme: 'sector', code: 'school', label: 'School', uri: null },
      version: 2,
    });
    expect(await reading().record('excerpt', uuid(records.excerptId))).toMatchObject({
      text: null,
      locator: 'minute 3',
    });
    expect(await reading().record('published_figure', uuid(figure))).toMatchObject({ count: 31 });
  });

  it('cannot move to another parent', async () => {
    const { excerptId, codingId, codebookId } = await codedStudy({ studyId });
    const move = async (definition: AnyRecordDefinition, id: string, change: object) =>
      issues(await writer.update(definition, { id, expectedVersion: 1, ...change }));
    expect(await move(codebookDefinition, codebookId, { round: 3 })).toEqual(['INVALID round']);
    expect(await move(codebookDefinition, codebookId, { studyId })).toEqual(['INVALID studyId']);
    expect(await move(codingDefinition, codingId, { coder: 'B' })).toEqual(['INVALID coder']);
    expect(await move(codingDefinition, codingId, { excerptId })).toEqual(['INVALID excerptId']);
  });

  it('return only public records to anonymous viewers, at every level', async () => {
    const open = await newStudy({ visibility: 'PUBLIC' });
    const records = await codedStudy({ studyId: open });
    await created(participantDefinition, { studyId: open, code: 'P2', visibility: 'PUBLIC' });
    await created(publishedFigureDefinition, {
      studyId: open,
      label: 'Open',
      count: 1,
      countOrigin: 'STATED',
      visibility: 'PUBLIC',
    });
    await created(publishedFigureDefinition, { studyId: open, label: 'Closed', count: 2, countOrigin: 'STATED' });
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
    const restricted = await reading().record('excerpt', uuid(records.excerptId));
    expect(restricted).toMatchObject({ visibility: 'RESTRICTED' });
  });

  it('reject writes of anonymous callers', async () => {
    const records = await codedStudy({ studyId });
    const anonymousWriter = new Writer(database, anonymous);
    const commands: [AnyRecordDefinition, Command][] = [
      [studyDefinition, { ecosystemId, title: 'T', question: 'Q' }],
      [participantDefinition, { studyId, code: 'P9' }],
      [interviewDefinition, { participantId: records.participantId }],
      [codebookDefinition, { studyId, round: 9 }],
      [codebookCodeDefinition, { codebookId: records.codebookId, code: 'c', label: 'C' }],
      [excerptDefinition, { interviewId: records.interviewId, text: 'T' }],
      [codingDefinition, { excerptId: records.excerptId, codebookCodeId: records.codebookCodeId, coder: 'B' }],
      [publishedFigureDefinition, { studyId, label: 'Interviews', count: 1, countOrigin: 'STATED' }],
    ];
    for (const [definition, command] of commands) {
      await expect(anonymousWriter.create(definition, command)).rejects.toBeInstanceOf(ForbiddenError);
    }
    const change = { id: studyId, expectedVersion: 1, title: 'Other' };
    await expect(anonymousWriter.update(studyDefinition, change)).rejects.toBeInstanceOf(ForbiddenError);
    expect((await reading().study.studies(uuid(ecosystemId), {})).rows).toMatchObject([
      { title: 'Partners', version: 1 },
    ]);
  });

  it('accept one of two identical records that are created at the same time', async () => {
    const outcomes = await Promise.all([1, 2].map(() => writer.create(codebookDefinition, { studyId, round: 5 })));
    expect(outcomes.flatMap(issues)).toEqual(['DUPLICATE round']);
    expect((await reading().study.codebooks(uuid(studyId), {})).rows).toHaveLength(1);
  });
});
