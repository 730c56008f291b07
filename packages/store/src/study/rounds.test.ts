import { anonymous, decodeTypeId, encodeTypeId, newUuid, type Outcome, operator } from '@collective-impact/sdk';
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
  interviewDefinition,
  participantDefinition,
  publishedFigureDefinition,
  studyDefinition,
} from './study-writer.ts';

const open = { visibility: 'PUBLIC' };

let database: TestDatabase;
let writer: Writer;
let studyId: string;

const reading = (viewer = operator) => createReaders(database.kysely(), viewer).study;
const uuid = (id: string) => decodeTypeId(id.slice(0, id.lastIndexOf('_')), id) ?? '';

async function made(definition: AnyRecordDefinition, command: Command): Promise<string> {
  const done = await writer.create(definition, { ...open, ...command });
  if (!done.ok) throw new Error(JSON.stringify(done.issues));
  return encodeTypeId(definition.type.prefix, done.value);
}

async function newStudy(): Promise<string> {
  const ecosystemId = await made(ecosystemDefinition, { slug: `of-${newUuid()}`, name: 'Here' });
  return made(studyDefinition, { ecosystemId, title: 'Partners', question: 'Who matters?' });
}

/** A round with these codes; answers the ids of the codes. */
async function newRound(round: number, codes: Record<string, Command>, of: Command = { studyId }) {
  const codebookId = await made(codebookDefinition, { ...of, round });
  const ids: Record<string, string> = {};
  for (const [code, more] of Object.entries(codes)) {
    ids[code] = await made(codebookCodeDefinition, { codebookId, code, label: code, ...more });
  }
  return ids as Record<string, string>;
}

async function excerpt(more: Command = {}): Promise<string> {
  const participantId = await made(participantDefinition, { studyId, code: newUuid() });
  const interviewId = await made(interviewDefinition, { participantId });
  return made(excerptDefinition, { interviewId, text: 'Words.', ...more });
}

const issues = (outcome: Outcome<string>) =>
  outcome.ok ? [] : outcome.issues.map(({ code, path }) => `${code} ${path.join('.')}`);
const become = async (id: string | undefined, change: object) =>
  issues(await writer.update(codebookCodeDefinition, { id, expectedVersion: 1, ...change }));

describe.each(engines)('rounds of coding on %s', (engine) => {
  beforeAll(async () => {
    database = await openTestDatabase(engine);
    writer = new Writer(database, operator);
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
      expect(await become(first.trust, { revision: 'KEPT', successorIds: [trust] })).toEqual([]);
      for (const id of [first.money, first.staff]) {
        expect(await become(id, { revision: 'MERGED', successorIds: [means] })).toEqual([]);
      }
      expect(await become(first.time, { revision: 'SPLIT', successorIds: [hours, years] })).toEqual([]);
      expect(await become(first.luck, { revision: 'DROPPED' })).toEqual([]);
      const codes = await reading().predecessors(uuid(means ?? ''), {});
      expect(codes.rows.map(({ code }) => code)).toEqual(['money', 'staff']);
    });

    it('can be set when the code is created', async () => {
      const { trust } = await newRound(2, { trust: {} });
      const { kept } = await newRound(1, { kept: { revision: 'KEPT', successorIds: [trust] } });
      expect(await become(kept, { revision: null, successorIds: [] })).toEqual([]);
    });

    it('must match the number of successors', async () => {
      const { a, b } = await newRound(2, { a: {}, b: {} });
      const { one } = await newRound(1, { one: {} });
      expect(await become(one, { revision: 'KEPT' })).toEqual(['REQUIRED successorIds']);
      expect(await become(one, { revision: 'MERGED', successorIds: [a, b] })).toEqual(['INVALID successorIds']);
      expect(await become(one, { revision: 'SPLIT', successorIds: [a] })).toEqual(['REQUIRED successorIds']);
      expect(await become(one, { revision: 'SPLIT', successorIds: [a, a] })).toEqual(['DUPLICATE successorIds.1']);
      expect(await become(one, { revision: 'DROPPED', successorIds: [a] })).toEqual(['INVALID successorIds']);
      expect(await become(one, { successorIds: [a] })).toEqual(['REQUIRED revision']);
    });

    it('accepts only successors of the next round of the same study', async () => {
      const { a } = await newRound(2, { a: {} });
      const { late } = await newRound(3, { late: {} });
      const { one, beside } = await newRound(1, { one: {}, beside: {} });
      const other = await newRound(2, { a: {} }, { studyId: await newStudy() });
      const split = (...successorIds: unknown[]) => become(one, { revision: 'SPLIT', successorIds });
      expect(await split(a, late)).toEqual(['INVALID successorIds.1']);
      expect(await split(beside, a)).toEqual(['INVALID successorIds.0']);
      expect(await split(one, a)).toEqual(['INVALID successorIds.0']);
      expect(await split(a, other.a)).toEqual(['OTHER_ECOSYSTEM successorIds.1']);
      const nowhere = encodeTypeId('codebook_code', newUuid());
      expect(await split(nowhere, a)).toEqual(['NOT_FOUND successorIds.0']);
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

  it('list the codes of all rounds that the viewer may see', async () => {
    await newRound(2, { trust: {}, hidden: { visibility: 'MEMBERS' } });
    await newRound(1, { luck: {} });
    await made(codebookDefinition, { studyId, round: 3, visibility: 'MEMBERS' });
    const seen = async (viewer = operator) =>
      (await reading(viewer).codesOfRounds(uuid(studyId))).map(({ code, round }) => `${round} ${code}`);
    expect(await seen()).toEqual(['1 luck', '2 hidden', '2 trust']);
    expect(await seen(anonymous)).toEqual(['1 luck', '2 trust']);
  });

  describe('the coded round', () => {
    const coded = async (round: number | null = null, viewer = operator) => {
      const answer = await reading(viewer).codedRound(uuid(studyId), round);
      const codings = answer.codings.map(({ coder, excerptId }) => `${coder} ${excerptId}`);
      return { ...answer, codes: answer.codes.map(({ code }) => code).sort(), codings: codings.sort() };
    };

    it('defaults to the latest round with codings', async () => {
      expect(await coded()).toEqual({ round: null, codes: [], codings: [], published: false });
      const { trust } = await newRound(1, { trust: {}, time: {} });
      await newRound(2, { trust: {} });
      const excerptId = await excerpt();
      for (const coder of ['A', 'B']) await made(codingDefinition, { excerptId, codebookCodeId: trust, coder });
      const codings = ['A', 'B'].map((coder) => `${coder} ${uuid(excerptId)}`);
      expect(await coded()).toEqual({ round: 1, codes: ['time', 'trust'], codings, published: false });
      expect(await coded(2)).toEqual({ round: 2, codes: ['trust'], codings: [], published: false });
      expect(await coded(9)).toEqual({ round: 9, codes: [], codings: [], published: false });
      const found = await reading().codingsWith(uuid(trust ?? ''), {});
      expect(found.rows.map(({ coder }) => coder)).toEqual(['A', 'B']);
    });

    it('excludes codings that the viewer may not see', async () => {
      const { trust, hidden } = await newRound(1, { trust: {}, hidden: { visibility: 'MEMBERS' } });
      const seen = await excerpt();
      const unseen = await excerpt({ visibility: 'RESTRICTED' });
      await made(codingDefinition, { excerptId: seen, codebookCodeId: trust, coder: 'A' });
      await made(codingDefinition, { excerptId: seen, codebookCodeId: trust, coder: 'B', visibility: 'MEMBERS' });
      await made(codingDefinition, { excerptId: seen, codebookCodeId: hidden, coder: 'C' });
      await made(codingDefinition, { excerptId: unseen, codebookCodeId: trust, coder: 'D' });
      expect((await coded(1)).codings).toHaveLength(4);
      expect(await coded(1, anonymous)).toEqual({
        round: 1,
        codes: ['trust'],
        codings: [`A ${uuid(seen)}`],
        published: false,
      });
    });

    it('reports whether the study has published figures', async () => {
      await made(publishedFigureDefinition, { studyId, label: 'K-12', n: 1, nOrigin: 'STATED', visibility: 'MEMBERS' });
      expect((await coded()).published).toBe(true);
      expect((await coded(null, anonymous)).published).toBe(false);
    });

    it('is read for many studies by one statement', async () => {
      const ids = [studyId, await newStudy()].map(uuid);
      const read = reading();
      const { statements } = await statementsOf(database, () => Promise.all(ids.map((id) => read.codedRound(id, 1))));
      expect(statements).toHaveLength(1);
    });
  });
});
