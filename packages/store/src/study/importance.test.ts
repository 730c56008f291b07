import { anonymous, decodeTypeId, encodeTypeId, newUuid, operator, type Viewer } from '@collective-impact/sdk';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ecosystemDefinition } from '../ecosystem/index.ts';
import { createReaders } from '../readers.ts';
import type { AnyRecordDefinition } from '../shared/record-definition.ts';
import { type Command, Writer } from '../shared/writer.ts';
import { engines } from '../testing/engines.ts';
import { openTestDatabase, type TestDatabase } from '../testing/open-test-database.ts';
import { statementsOf } from '../testing/statements-of.ts';
import {
  codebookCodeDefinition,
  codebookDefinition,
  codingDefinition,
  excerptDefinition,
  interviewDefinition,
  participantDefinition,
  publishedFigureDefinition,
  studyDefinition,
} from './study-writer.ts';

const open = { visibility: 'PUBLIC' };

let database: TestDatabase;
let writer: Writer;
let ecosystemId: string;
let studyId: string;

const reading = (viewer: Viewer = operator) => createReaders(database.kysely(), viewer).study;
const uuid = (id: string) => decodeTypeId(id.slice(0, id.lastIndexOf('_')), id) ?? '';

async function made(definition: AnyRecordDefinition, command: Command): Promise<string> {
  const done = await writer.create(definition, command);
  if (!done.ok) throw new Error(JSON.stringify(done.issues));
  return encodeTypeId(definition.type.prefix, done.value);
}

const newStudy = () => made(studyDefinition, { ecosystemId, title: 'Partners', question: 'Who matters?', ...open });

/** A round whose codes, by name, are found in one excerpt of each of these participants. */
async function coded(round: number, options: { codes: Record<string, string[]>; codebook?: object; code?: object }) {
  const codebookId = await made(codebookDefinition, { studyId, round, ...(options.codebook ?? open) });
  const excerpts = new Map<string, string>();
  for (const [code, people] of Object.entries(options.codes)) {
    const command = { codebookId, code, label: code.toUpperCase(), ...(options.code ?? open) };
    const codebookCodeId = await made(codebookCodeDefinition, command);
    for (const person of people) {
      const excerptId = excerpts.get(person) ?? (await excerptOf(`${round}-${person}`));
      excerpts.set(person, excerptId);
      await made(codingDefinition, { excerptId, codebookCodeId, coder: 'A' });
    }
  }
  return { codebookId, excerpts };
}

async function excerptOf(code: string): Promise<string> {
  const participantId = await made(participantDefinition, { studyId, code });
  const interviewId = await made(interviewDefinition, { participantId });
  return made(excerptDefinition, { interviewId, text: 'Words.' });
}

const figure = (more: object) =>
  made(publishedFigureDefinition, { studyId, label: 'Figure', n: 5, nOrigin: 'STATED', base: 10, ...open, ...more });

const answers = async (viewer?: Viewer, round: number | null = null) =>
  (await reading(viewer).importance(uuid(studyId), round)).map(
    ({ code, participants, base, share, basis }) => `${code.code} ${participants}/${base} ${share} ${basis}`,
  );

describe.each(engines)('importance on %s', (engine) => {
  beforeAll(async () => {
    database = await openTestDatabase(engine);
    writer = new Writer(database, operator);
    ecosystemId = await made(ecosystemDefinition, { slug: `of-${newUuid()}`, name: 'Here', ...open });
  });

  beforeEach(async () => {
    studyId = await newStudy();
  });

  afterAll(() => database.close());

  it('is empty without codings and published figures', async () => {
    expect(await answers()).toEqual([]);
    await coded(1, { codes: { a: [] } });
    await made(publishedFigureDefinition, { studyId, label: 'Interviews', n: 30, nOrigin: 'STATED' });
    expect(await answers()).toEqual([]);
  });

  it('counts each participant once, whatever the number of codings', async () => {
    const { codebookId, excerpts } = await coded(1, { codes: { a: ['P1', 'P2', 'P3'], b: ['P1'], c: [] } });
    const codes = await reading().codes(uuid(codebookId), {});
    const codebookCodeId = encodeTypeId('codebook_code', codes.rows[1]?.id ?? '');
    await made(codingDefinition, { excerptId: excerpts.get('P1'), codebookCodeId, coder: 'B' });
    expect(await answers()).toEqual(['a 3/3 1 RECORDS', 'b 1/3 0.333333 RECORDS', 'c 0/3 0 RECORDS']);
    const [first] = await reading().importance(uuid(studyId), null);
    expect(first).toMatchObject({
      code: { code: 'a', label: 'A' },
      interval: { low: expect.stringMatching(/^0\.4/), high: '1' },
    });
  });

  it('counts the whole round for every viewer, including restricted excerpts', async () => {
    await coded(1, { codes: { a: ['P1', 'P2'], b: ['P2'] } });
    expect(await answers(anonymous)).toEqual(['a 2/2 1 RECORDS', 'b 1/2 0.5 RECORDS']);
    const { rows } = await reading(anonymous).participants(uuid(studyId), {});
    expect(rows).toEqual([]);
  });

  it('excludes a code that the viewer may not see, and includes its participants in the base', async () => {
    const { codebookId } = await coded(1, { codes: { a: ['P1'] } });
    const codebookCodeId = await made(codebookCodeDefinition, { codebookId, code: 'closed', label: 'Closed' });
    await made(codingDefinition, { excerptId: await excerptOf('P9'), codebookCodeId, coder: 'A' });
    expect(await answers(anonymous)).toEqual(['a 1/2 0.5 RECORDS']);
    expect(await answers()).toEqual(['a 1/2 0.5 RECORDS', 'closed 1/2 0.5 RECORDS']);
  });

  it('uses published figures if the viewer may not see the codebook or any of its codes', async () => {
    await coded(1, { codes: { a: ['P1'] }, codebook: {} });
    await coded(2, { codes: { a: ['P1'] }, code: {} });
    expect(await answers(anonymous)).toEqual([]);
    await figure({ code: 'k-12', round: 1 });
    await figure({ code: 'k-12', round: 2, n: 6 });
    expect(await answers(anonymous, 1)).toEqual(['k-12 5/10 0.5 PUBLISHED']);
    expect(await answers(anonymous, 2)).toEqual(['k-12 6/10 0.6 PUBLISHED']);
    expect(await answers(anonymous)).toEqual(['k-12 6/10 0.6 PUBLISHED']);
    expect(await answers(operator, 1)).toEqual(['a 1/1 1 RECORDS']);
  });

  it('uses only figures that the viewer may see', async () => {
    await figure({ code: 'open' });
    await figure({ code: 'closed', visibility: 'MEMBERS', n: 9 });
    expect(await answers(anonymous)).toEqual(['open 5/10 0.5 PUBLISHED']);
    expect(await answers()).toEqual(['closed 9/10 0.9 PUBLISHED', 'open 5/10 0.5 PUBLISHED']);
  });

  it('prefers codings to published figures of the same round', async () => {
    await figure({ code: 'a', round: 1 });
    await coded(1, { codes: { a: ['P1'] } });
    expect(await answers()).toEqual(['a 1/1 1 RECORDS']);
  });

  it('defaults to the latest round with a result', async () => {
    await figure({ code: 'a', n: 1 });
    expect(await answers()).toEqual(['a 1/10 0.1 PUBLISHED']);
    await coded(1, { codes: { a: ['P1'] } });
    expect(await answers()).toEqual(['a 1/1 1 RECORDS']);
    await figure({ code: 'a', round: 2, n: 2 });
    await coded(3, { codes: { a: [] } });
    expect(await answers()).toEqual(['a 2/10 0.2 PUBLISHED']);
    expect(await answers(operator, 1)).toEqual(['a 1/1 1 RECORDS']);
    expect(await answers(operator, 3)).toEqual([]);
    expect(await answers(operator, 4)).toEqual([]);
  });

  it('is read for several studies by one statement', async () => {
    await coded(1, { codes: { a: ['P1'] } });
    const first = uuid(studyId);
    studyId = await newStudy();
    await figure({ code: 'b', share: '0.5', shareOrigin: 'STATED' });
    const read = reading();
    const { result, statements } = await statementsOf(database, () =>
      Promise.all([read.importance(first, null), read.importance(uuid(studyId), null)]),
    );
    expect(result.map((each) => each.map(({ code }) => code.code))).toEqual([['a'], ['b']]);
    expect(statements).toHaveLength(1);
  });
});
