import {
  anonymous,
  decodeTypeId,
  encodeTypeId,
  localProgram,
  newUuid,
  unwrap,
  type Viewer,
} from '@collective-impact/sdk';
import { importance, importanceBySector } from '@collective-impact/sdk/study';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ecosystemDefinition } from '../ecosystem/index.ts';
import { createReaders } from '../readers.ts';
import type { AnyRecordDefinition } from '../shared/record-definition.ts';
import { type Command, Writer } from '../shared/writer.ts';
import { engines } from '../testing/engines.ts';
import { openTestDatabase, type TestDatabase } from '../testing/open-test-database.ts';
import { statementsOf } from '../testing/statements-of.ts';
import { codingReleaseDefinition } from './coding-release-writer.ts';
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

const open = { visibility: 'PUBLIC' };
const closed = { visibility: 'MEMBERS' };

let database: TestDatabase;
let writer: Writer;
let ecosystemId: string;
let studyId: string;

const reading = (viewer: Viewer = localProgram) => createReaders(database.kysely(), viewer).study;
const uuid = (id: string) => decodeTypeId(id.slice(0, id.lastIndexOf('_')), id) ?? '';

async function created(definition: AnyRecordDefinition, command: Command): Promise<string> {
  const result = await writer.create(definition, command);
  if (!result.ok) throw new Error(JSON.stringify(result.issues));
  return encodeTypeId(definition.type.prefix, result.value);
}

const newStudy = () => created(studyDefinition, { ecosystemId, title: 'Partners', question: 'Who matters?', ...open });

/** Creates a round. `codes` lists, for each code, the participants with an excerpt to which the code is applied. */
async function newCodedRound(
  round: number,
  options: { codes: Record<string, string[]>; codebook?: object; code?: object },
) {
  const codebookId = await created(codebookDefinition, { studyId, round, ...(options.codebook ?? open) });
  const excerpts = new Map<string, string>();
  for (const [code, people] of Object.entries(options.codes)) {
    const command = { codebookId, code, label: code.toUpperCase(), ...(options.code ?? open) };
    const codebookCodeId = await created(codebookCodeDefinition, command);
    for (const person of people) {
      const excerptId = excerpts.get(person) ?? (await newExcerpt(`${round}-${person}`));
      excerpts.set(person, excerptId);
      await created(codingDefinition, { excerptId, codebookCodeId, coder: 'A' });
    }
  }
  return { codebookId, excerpts };
}

async function newExcerpt(code: string): Promise<string> {
  const participantId = await created(participantDefinition, { studyId, code });
  const interviewId = await created(interviewDefinition, { participantId });
  return created(excerptDefinition, { interviewId, text: 'Words.' });
}

const newFigure = (more: object) =>
  created(publishedFigureDefinition, {
    studyId,
    label: 'Figure',
    count: 5,
    countOrigin: 'STATED',
    base: 10,
    ...open,
    ...more,
  });

const results = async (viewer?: Viewer, round: number | null = null) =>
  unwrap(importance((await reading(viewer).importance(uuid(studyId), round)).source)).map(
    ({ code, participants, base, share, basis }) => `${code.code} ${participants}/${base} ${share} ${basis}`,
  );

describe.each(engines)('importance on %s', (engine) => {
  beforeAll(async () => {
    database = await openTestDatabase(engine);
    writer = new Writer(database, localProgram);
    ecosystemId = await created(ecosystemDefinition, { slug: `of-${newUuid()}`, name: 'Here', ...open });
  });

  beforeEach(async () => {
    studyId = await newStudy();
  });

  afterAll(() => database.close());

  it('is empty without codings and published figures', async () => {
    expect(await results()).toEqual([]);
    await newCodedRound(1, { codes: { a: [] } });
    await created(publishedFigureDefinition, { studyId, label: 'Interviews', count: 30, countOrigin: 'STATED' });
    expect(await results()).toEqual([]);
  });

  it('counts each participant once, whatever the number of codings', async () => {
    const { codebookId, excerpts } = await newCodedRound(1, { codes: { a: ['P1', 'P2', 'P3'], b: ['P1'], c: [] } });
    const codes = await reading().codes(uuid(codebookId), {});
    const codebookCodeId = encodeTypeId('codebook_code', codes.rows[1]?.id ?? '');
    await created(codingDefinition, { excerptId: excerpts.get('P1'), codebookCodeId, coder: 'B' });
    expect(await results()).toEqual(['a 3/3 1 RECORDS', 'b 1/3 0.333333 RECORDS', 'c 0/3 0 RECORDS']);
    const { source } = await reading().importance(uuid(studyId), null);
    const [first] = unwrap(importance(source));
    expect(first).toMatchObject({
      code: { code: 'a', label: 'A' },
      interval: { low: expect.stringMatching(/^0\.4/), high: '1' },
    });
  });

  it('counts participants whose excerpts were read without applying a code', async () => {
    const { codebookId } = await newCodedRound(1, { codes: { a: ['P1'] } });
    await created(excerptReadingDefinition, { excerptId: await newExcerpt('P2'), codebookId, coder: 'A' });
    expect(await results()).toEqual(['a 1/2 0.5 RECORDS']);
    await newCodedRound(2, { codes: { a: [] } });
    expect(await results()).toEqual(['a 1/2 0.5 RECORDS']);
  });

  it('counts the whole round in a release, including restricted excerpts', async () => {
    const { codebookId } = await newCodedRound(1, { codes: { a: ['P1', 'P2'], b: ['P2'] } });
    expect(await results(anonymous)).toEqual([]);
    await created(codingReleaseDefinition, { codebookId });
    expect(await results(anonymous)).toEqual(['a 2/2 1 RECORDS', 'b 1/2 0.5 RECORDS']);
    const { rows } = await reading(anonymous).participants(uuid(studyId), {});
    expect(rows).toEqual([]);
  });

  it('does not change for viewers who are not stewards until the round is released again', async () => {
    const { codebookId, excerpts } = await newCodedRound(1, { codes: { a: ['P1', 'P2'], b: ['P2'] } });
    await created(codingReleaseDefinition, { codebookId });
    const before = await reading(anonymous).importance(uuid(studyId), null);
    const codes = await reading().codes(uuid(codebookId), {});
    const b = encodeTypeId('codebook_code', codes.rows[1]?.id ?? '');
    await created(codingDefinition, { excerptId: excerpts.get('P1'), codebookCodeId: b, coder: 'A', ...open });
    await created(excerptReadingDefinition, { excerptId: await newExcerpt('P3'), codebookId, coder: 'A', ...open });
    expect(await reading(anonymous).importance(uuid(studyId), null)).toEqual(before);
    expect(await results()).toEqual(['a 2/3 0.666667 RECORDS', 'b 2/3 0.666667 RECORDS']);
    await created(codingReleaseDefinition, { codebookId });
    expect(await results(anonymous)).toEqual(await results());
  });

  it('is from the last release that the viewer may see', async () => {
    const { codebookId } = await newCodedRound(1, { codes: { a: ['P1'] } });
    await created(codingReleaseDefinition, { codebookId });
    await created(excerptReadingDefinition, { excerptId: await newExcerpt('P2'), codebookId, coder: 'A' });
    await created(codingReleaseDefinition, { codebookId, visibility: 'MEMBERS' });
    expect(await results(anonymous)).toEqual(['a 1/1 1 RECORDS']);
    const { rows } = await reading().releases(uuid(codebookId), {});
    expect(rows.map(({ counts }) => counts[0]?.base)).toEqual([1, 2]);
    const { releasedAt } = await reading(anonymous).importance(uuid(studyId), 1);
    expect(releasedAt).toBe(rows[0]?.createdAt);
    expect((await reading().importance(uuid(studyId), 1)).releasedAt).toBeNull();
  });

  it('can be released only with codings or readings, and with the minimum base of the study', async () => {
    const issuesOf = async (codebookId: string) => {
      const outcome = await writer.create(codingReleaseDefinition, { codebookId });
      return outcome.ok ? [] : outcome.issues.map(({ code, path }) => `${code} ${path.join('.')}`);
    };
    const empty = await newCodedRound(1, { codes: { a: [] } });
    expect(await issuesOf(empty.codebookId)).toEqual(['REQUIRED codebookId']);
    const coded = await newCodedRound(2, { codes: { a: ['P1', 'P2'] } });
    await writer.update(studyDefinition, { id: studyId, expectedVersion: 1, minimumBase: 3 });
    expect(await issuesOf(coded.codebookId)).toEqual(['OUT_OF_RANGE codebookId']);
    const reading = { excerptId: await newExcerpt('P3'), codebookId: coded.codebookId, coder: 'A' };
    await created(excerptReadingDefinition, reading);
    expect(await issuesOf(coded.codebookId)).toEqual([]);
  });

  it('is split by sector', async () => {
    await writer.update(studyDefinition, { id: studyId, expectedVersion: 1, minimumBase: 3 });
    const { codebookId } = await newCodedRound(1, { codes: { a: ['S1', 'S2', 'S3', 'M1'], b: ['M2', 'M3'] } });
    const sectors: Record<string, string> = { S: 'schools', M: 'museums' };
    for (const { id, code } of (await reading().participants(uuid(studyId), {})).rows) {
      const sector = sectors[code[2] ?? ''];
      await writer.update(participantDefinition, {
        id: encodeTypeId('participant', id),
        expectedVersion: 1,
        sector: { code: sector, label: sector },
      });
    }
    const bySector = async (viewer: Viewer) =>
      unwrap(importanceBySector((await reading(viewer).importance(uuid(studyId), null)).source)).map(
        ({ sector, base, codes }) => [sector?.code, base, codes.map(({ participants }) => participants)],
      );
    const expected = [
      ['museums', 3, [2, 1]],
      ['schools', 3, [3, 0]],
    ];
    expect(await bySector(localProgram)).toEqual(expected);
    expect(await bySector(anonymous)).toEqual([]);
    await created(codingReleaseDefinition, { codebookId });
    expect(await bySector(anonymous)).toEqual(expected);
  });

  it('excludes a code that the viewer may not see, and includes its participants in the base', async () => {
    const { codebookId } = await newCodedRound(1, { codes: { a: ['P1'] } });
    const codebookCodeId = await created(codebookCodeDefinition, {
      codebookId,
      code: 'closed',
      label: 'Closed',
      visibility: 'MEMBERS',
    });
    await created(codingDefinition, { excerptId: await newExcerpt('P9'), codebookCodeId, coder: 'A' });
    await created(codingReleaseDefinition, { codebookId });
    expect(await results(anonymous)).toEqual(['a 1/2 0.5 RECORDS']);
    expect(await results()).toEqual(['a 1/2 0.5 RECORDS', 'closed 1/2 0.5 RECORDS']);
  });

  it('uses published figures if the viewer may not see the codebook or any of its codes', async () => {
    const restricted = [
      await newCodedRound(1, { codes: { a: ['P1'] }, codebook: closed }),
      await newCodedRound(2, { codes: { a: ['P1'] }, code: closed }),
    ];
    for (const { codebookId } of restricted) await created(codingReleaseDefinition, { codebookId });
    expect(await results(anonymous)).toEqual([]);
    await newFigure({ code: 'k-12', round: 1 });
    await newFigure({ code: 'k-12', round: 2, count: 6 });
    expect(await results(anonymous, 1)).toEqual(['k-12 5/10 0.5 PUBLISHED']);
    expect(await results(anonymous, 2)).toEqual(['k-12 6/10 0.6 PUBLISHED']);
    expect(await results(anonymous)).toEqual(['k-12 6/10 0.6 PUBLISHED']);
    expect(await results(localProgram, 1)).toEqual(['a 1/1 1 RECORDS']);
  });

  it('uses only figures that the viewer may see', async () => {
    await newFigure({ code: 'open' });
    await newFigure({ code: 'closed', visibility: 'MEMBERS', count: 9 });
    expect(await results(anonymous)).toEqual(['open 5/10 0.5 PUBLISHED']);
    expect(await results()).toEqual(['closed 9/10 0.9 PUBLISHED', 'open 5/10 0.5 PUBLISHED']);
  });

  it('prefers codings to published figures of the same round', async () => {
    await newFigure({ code: 'a', round: 1 });
    await newCodedRound(1, { codes: { a: ['P1'] } });
    expect(await results()).toEqual(['a 1/1 1 RECORDS']);
  });

  it('defaults to the latest round with a result', async () => {
    await newFigure({ code: 'a', count: 1 });
    expect(await results()).toEqual(['a 1/10 0.1 PUBLISHED']);
    await newCodedRound(1, { codes: { a: ['P1'] } });
    expect(await results()).toEqual(['a 1/1 1 RECORDS']);
    await newFigure({ code: 'a', round: 2, count: 2 });
    await newCodedRound(3, { codes: { a: [] } });
    expect(await results()).toEqual(['a 2/10 0.2 PUBLISHED']);
    expect(await results(localProgram, 1)).toEqual(['a 1/1 1 RECORDS']);
    expect(await results(localProgram, 3)).toEqual([]);
    await expect(results(localProgram, 4)).rejects.toThrow(
      '`round` is 4, which is not a round of coding of the study.',
    );
  });

  it('is read for several studies by one statement', async () => {
    await newCodedRound(1, { codes: { a: ['P1'] } });
    const first = uuid(studyId);
    studyId = await newStudy();
    await newFigure({ code: 'b', share: '0.5', shareOrigin: 'STATED' });
    const read = reading();
    const { result, statements } = await statementsOf(database, () =>
      Promise.all([read.importance(first, null), read.importance(uuid(studyId), null)]),
    );
    const codesOf = ({ source }: (typeof result)[number]) => unwrap(importance(source)).map(({ code }) => code.code);
    expect(result.map(codesOf)).toEqual([['a'], ['b']]);
    expect(statements).toHaveLength(1);
  });
});
