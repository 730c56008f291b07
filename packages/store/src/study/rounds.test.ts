import { anonymous, decodeTypeId, encodeTypeId, localProgram, newUuid, type Outcome } from '@collective-impact/sdk';
import { sql } from 'kysely';
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
  excerptReadingDefinition,
  interviewDefinition,
  participantDefinition,
  publishedFigureDefinition,
  studyDefinition,
} from './study-writer.ts';

const open = { visibility: 'PUBLIC' };

let database: TestDatabase;
let writer: Writer;
let studyId: string;

const reading = (viewer = localProgram) => createReaders(database.kysely(), viewer).study;
const uuid = (id: string) => decodeTypeId(id.slice(0, id.lastIndexOf('_')), id) ?? '';

async function created(definition: AnyRecordDefinition, command: Command): Promise<string> {
  const result = await writer.create(definition, { ...open, ...command });
  if (!result.ok) throw new Error(JSON.stringify(result.issues));
  return encodeTypeId(definition.type.prefix, result.value);
}

async function newStudy(): Promise<string> {
  const ecosystemId = await created(ecosystemDefinition, { slug: `of-${newUuid()}`, name: 'Here' });
  return created(studyDefinition, { ecosystemId, title: 'Partners', question: 'Who matters?' });
}

/** Creates a round with codes. Returns the ids of the codes by code. */
async function newRound(round: number, codes: Record<string, Command>, parent: Command = { studyId }) {
  const codebookId = await created(codebookDefinition, { ...parent, round });
  const ids: Record<string, string> = {};
  for (const [code, more] of Object.entries(codes)) {
    ids[code] = await created(codebookCodeDefinition, { codebookId, code, label: code, ...more });
  }
  return ids as Record<string, string>;
}

async function newExcerpt(more: Command = {}): Promise<string> {
  const participantId = await created(participantDefinition, { studyId, code: newUuid() });
  const interviewId = await created(interviewDefinition, { participantId });
  return created(excerptDefinition, { interviewId, text: 'Words.', ...more });
}

const issues = (outcome: Outcome<string>) =>
  outcome.ok ? [] : outcome.issues.map(({ code, path }) => `${code} ${path.join('.')}`);
const updateCode = async (id: string | undefined, change: object) =>
  issues(await writer.update(codebookCodeDefinition, { id, expectedVersion: 1, ...change }));

describe.each(engines)('rounds of coding on %s', (engine) => {
  beforeAll(async () => {
    database = await openTestDatabase(engine);
    writer = new Writer(database, localProgram);
  });

  beforeEach(async () => {
    studyId = await newStudy();
  });

  afterAll(() => database.close());

  describe('the revision of a code', () => {
    it('can be KEPT, MERGED, SPLIT or DROPPED', async () => {
      const second = await newRound(2, { trust: {}, means: {}, hours: {}, years: {} });
      const first = await newRound(1, { trust: {}, money: {}, staff: {}, time: {}, luck: {} });
      const { trust, means, hours, years } = second;
      expect(await updateCode(first.trust, { revision: 'KEPT', successorIds: [trust] })).toEqual([]);
      for (const id of [first.money, first.staff]) {
        expect(await updateCode(id, { revision: 'MERGED', successorIds: [means] })).toEqual([]);
      }
      expect(await updateCode(first.time, { revision: 'SPLIT', successorIds: [hours, years] })).toEqual([]);
      expect(await updateCode(first.luck, { revision: 'DROPPED' })).toEqual([]);
      const codes = await reading().predecessors(uuid(means ?? ''), {});
      expect(codes.rows.map(({ code }) => code)).toEqual(['money', 'staff']);
    });

    it('can be set when the code is created', async () => {
      const { trust } = await newRound(2, { trust: {} });
      const { kept } = await newRound(1, { kept: { revision: 'KEPT', successorIds: [trust] } });
      expect(await updateCode(kept, { revision: null, successorIds: [] })).toEqual([]);
    });

    it('must match the number of successors', async () => {
      const { a, b } = await newRound(2, { a: {}, b: {} });
      const { one } = await newRound(1, { one: {} });
      expect(await updateCode(one, { revision: 'KEPT' })).toEqual(['REQUIRED successorIds']);
      expect(await updateCode(one, { revision: 'MERGED', successorIds: [a, b] })).toEqual(['INVALID successorIds']);
      expect(await updateCode(one, { revision: 'SPLIT', successorIds: [a] })).toEqual(['REQUIRED successorIds']);
      expect(await updateCode(one, { revision: 'SPLIT', successorIds: [a, a] })).toEqual(['DUPLICATE successorIds.1']);
      expect(await updateCode(one, { revision: 'DROPPED', successorIds: [a] })).toEqual(['INVALID successorIds']);
      expect(await updateCode(one, { successorIds: [a] })).toEqual(['REQUIRED revision']);
    });

    it('accepts only successors of the next round of the same study', async () => {
      const { a } = await newRound(2, { a: {} });
      const { late } = await newRound(3, { late: {} });
      const { one, sibling } = await newRound(1, { one: {}, sibling: {} });
      const other = await newRound(2, { a: {} }, { studyId: await newStudy() });
      const split = (...successorIds: unknown[]) => updateCode(one, { revision: 'SPLIT', successorIds });
      expect(await split(a, late)).toEqual(['INVALID successorIds.1']);
      expect(await split(sibling, a)).toEqual(['INVALID successorIds.0']);
      expect(await split(one, a)).toEqual(['INVALID successorIds.0']);
      expect(await split(a, other.a)).toEqual(['OTHER_ECOSYSTEM successorIds.1']);
      const missing = encodeTypeId('codebook_code', newUuid());
      expect(await split(missing, a)).toEqual(['NOT_FOUND successorIds.0']);
    });

    it.each([
      ["'KEPT'", '{}'],
      ["'SPLIT'", '{00000000-0000-7000-8000-000000000000}'],
      ["'DROPPED'", '{00000000-0000-7000-8000-000000000000}'],
      ['null', '{00000000-0000-7000-8000-000000000000}'],
    ])('is checked by the database: %s with %s', async (revision, successors) => {
      const { one } = await newRound(1, { one: {} });
      const change = sql`update "codebook_code" set "revision" = ${sql.raw(revision)}, "successor_ids" = ${successors}::uuid[]
        where "id" = ${uuid(one ?? '')}::uuid`;
      await expect(change.execute(database.kysely())).rejects.toThrow('codebook_code_');
    });
  });

  it('list the codes of all rounds, excluding codes that the viewer may not see', async () => {
    await newRound(2, { trust: {}, hidden: { visibility: 'MEMBERS' } });
    await newRound(1, { luck: {} });
    await created(codebookDefinition, { studyId, round: 3, visibility: 'MEMBERS' });
    const seen = async (viewer = localProgram) =>
      (await reading(viewer).codesOfRounds(uuid(studyId))).map(({ code, round }) => `${round} ${code}`);
    expect(await seen()).toEqual(['1 luck', '2 hidden', '2 trust']);
    expect(await seen(anonymous)).toEqual(['1 luck', '2 trust']);
  });

  describe('a coded round', () => {
    const codedRound = async (round: number | null = null, viewer = localProgram) => {
      const answer = await reading(viewer).codedRound(uuid(studyId), round);
      const codings = answer.codings.map(({ coder, excerptId }) => `${coder} ${excerptId}`);
      return { ...answer, codes: answer.codes.map(({ code }) => code).sort(), codings: codings.sort() };
    };

    it('defaults to the latest round with codings', async () => {
      expect(await codedRound()).toEqual({ round: null, codes: [], codings: [], readings: [], published: false });
      const { trust } = await newRound(1, { trust: {}, time: {} });
      await newRound(2, { trust: {} });
      const excerptId = await newExcerpt();
      for (const coder of ['A', 'B']) await created(codingDefinition, { excerptId, codebookCodeId: trust, coder });
      const codings = ['A', 'B'].map((coder) => `${coder} ${uuid(excerptId)}`);
      expect(await codedRound()).toEqual({
        round: 1,
        codes: ['time', 'trust'],
        codings,
        readings: [],
        published: false,
      });
      expect(await codedRound(2)).toEqual({ round: 2, codes: ['trust'], codings: [], readings: [], published: false });
      await expect(codedRound(9)).rejects.toThrow('`round` is 9, which is not a round of coding of the study.');
      const codingsWithCode = await reading().codingsWith(uuid(trust ?? ''), {});
      expect(codingsWithCode.rows.map(({ coder }) => coder)).toEqual(['A', 'B']);
    });

    it('excludes codings that the viewer may not see', async () => {
      const { trust, hidden } = await newRound(1, { trust: {}, hidden: { visibility: 'MEMBERS' } });
      const seen = await newExcerpt();
      const unseen = await newExcerpt({ visibility: 'RESTRICTED' });
      await created(codingDefinition, { excerptId: seen, codebookCodeId: trust, coder: 'A' });
      await created(codingDefinition, { excerptId: seen, codebookCodeId: trust, coder: 'B', visibility: 'MEMBERS' });
      await created(codingDefinition, { excerptId: seen, codebookCodeId: hidden, coder: 'C' });
      await created(codingDefinition, { excerptId: unseen, codebookCodeId: trust, coder: 'D' });
      expect((await codedRound(1)).codings).toHaveLength(4);
      expect(await codedRound(1, anonymous)).toEqual({
        round: 1,
        codes: ['trust'],
        codings: [`A ${uuid(seen)}`],
        readings: [],
        published: false,
      });
    });

    it('contains readings, excluding those that the viewer may not see', async () => {
      const codebookId = await created(codebookDefinition, { studyId, round: 1 });
      const excerpts = [await newExcerpt(), await newExcerpt({ visibility: 'RESTRICTED' })];
      for (const excerptId of excerpts) await created(excerptReadingDefinition, { excerptId, codebookId, coder: 'A' });
      const values = { excerptId: excerpts[0], codebookId, coder: 'B', visibility: 'MEMBERS' };
      await created(excerptReadingDefinition, values);
      const read = async (viewer = localProgram) => {
        const { readings } = await codedRound(1, viewer);
        return readings.map(({ excerptId, coder }) => `${coder} ${excerpts.map(uuid).indexOf(excerptId)}`).sort();
      };
      expect(await read()).toEqual(['A 0', 'A 1', 'B 0']);
      expect(await read(anonymous)).toEqual(['A 0']);
      const { rows } = await reading().readings(uuid(excerpts[0] ?? ''), {});
      expect(rows.map(({ coder }) => coder)).toEqual(['A', 'B']);
    });

    it('has one reading of an excerpt by a coder, in a codebook of the same study', async () => {
      const codebookId = await created(codebookDefinition, { studyId, round: 1 });
      const other = await created(codebookDefinition, { studyId: await newStudy(), round: 1 });
      const excerptId = await newExcerpt();
      const create = async (values: Command) =>
        issues(await writer.create(excerptReadingDefinition, { excerptId, coder: 'A', ...values }));
      expect(await create({ codebookId })).toEqual([]);
      expect(await create({ codebookId })).toEqual(['DUPLICATE coder']);
      expect(await create({ codebookId: other })).toEqual(['OTHER_ECOSYSTEM codebookId']);
    });

    it('reports whether the study has published figures', async () => {
      await created(publishedFigureDefinition, {
        studyId,
        label: 'K-12',
        count: 1,
        countOrigin: 'STATED',
        visibility: 'MEMBERS',
      });
      expect((await codedRound()).published).toBe(true);
      expect((await codedRound(null, anonymous)).published).toBe(false);
    });

    it('is read for many studies by one statement', async () => {
      const ids = [studyId, await newStudy()].map(uuid);
      const read = reading();
      const { statements } = await statementsOf(database, () =>
        Promise.all(ids.map((id) => read.codedRound(id, null))),
      );
      expect(statements).toHaveLength(1);
    });
  });
});
