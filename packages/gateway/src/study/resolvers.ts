import { unwrap } from '@collective-impact/sdk';
import { type Importance, importance, importanceBySector } from '@collective-impact/sdk/study';
import type { Resolvers } from '../generated/resolvers-types.ts';
import { Connection } from '../shared/connection.ts';
import { studyMutations } from './mutations.ts';
import { asTerm, roundResolvers } from './rounds.ts';

export const studyResolvers: Resolvers = {
  Ecosystem: {
    studies: async ({ id }, page, { read }) => new Connection(await read.study.studies(id, page)),
  },
  Study: {
    participants: async ({ id }, page, { read }) => new Connection(await read.study.participants(id, page)),
    interviews: async ({ id }, page, { read }) => new Connection(await read.study.interviews(id, page)),
    codebooks: async ({ id }, page, { read }) => new Connection(await read.study.codebooks(id, page)),
    figures: async ({ id }, page, { read }) => new Connection(await read.study.figures(id, page)),
    importance: async ({ id }, { round }, { read }) => {
      const { source, releasedAt } = await read.study.importance(id, round ?? null);
      return unwrap(importance(source)).map((each) => asImportance(each, releasedAt));
    },
    importanceBySector: async ({ id }, { round }, { read }) => {
      const { source, releasedAt } = await read.study.importance(id, round ?? null);
      return unwrap(importanceBySector(source)).map(({ codes, ...sector }) => ({
        ...sector,
        codes: codes.map((each) => asImportance(each, releasedAt)),
      }));
    },
    ...roundResolvers,
  },
  Participant: {
    interviews: async ({ id }, page, { read }) => new Connection(await read.study.interviewsWith(id, page)),
  },
  Interview: {
    excerpts: async ({ id }, page, { read }) => new Connection(await read.study.excerpts(id, page)),
  },
  Codebook: {
    codes: async ({ id }, page, { read }) => new Connection(await read.study.codes(id, page)),
    releases: async ({ id }, page, { read }) => new Connection(await read.study.releases(id, page)),
  },
  CodingRelease: {
    counts: async ({ counts }, _args, { read }) => {
      const codes = await Promise.all(counts.map(({ codebookCodeId }) => read.record('codebook_code', codebookCodeId)));
      return counts.flatMap((count, at) => (codes[at] ? [{ ...count, codebookCode: codes[at] }] : []));
    },
  },
  CodebookCode: {
    predecessors: async ({ id }, page, { read }) => new Connection(await read.study.predecessors(id, page)),
    codings: async ({ id }, page, { read }) => new Connection(await read.study.codingsWith(id, page)),
  },
  Excerpt: {
    codings: async ({ id }, page, { read }) => new Connection(await read.study.codings(id, page)),
    readings: async ({ id }, page, { read }) => new Connection(await read.study.readings(id, page)),
  },
  Mutation: studyMutations,
};

/** The importance of a code as GraphQL returns it. Published figures are not from a release. */
function asImportance(importance: Importance, releasedAt: string | null) {
  return {
    ...importance,
    code: asTerm(importance.code),
    releasedAt: importance.basis === 'RECORDS' ? releasedAt : null,
  };
}
