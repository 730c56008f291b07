import type { Importance } from '@collective-impact/sdk';
import type { Resolvers } from '../generated/resolvers-types.ts';
import { Connection } from '../shared/connection.ts';
import { studyMutations } from './mutations.ts';

/** A code of a study as a term of a code list. */
const withScheme = (importance: Importance) => ({
  ...importance,
  code: { scheme: 'codebook', ...importance.code, uri: null },
});

export const studyResolvers: Resolvers = {
  Ecosystem: {
    studies: async ({ id }, page, { read }) => new Connection(await read.study.studies(id, page)),
  },
  Study: {
    participants: async ({ id }, page, { read }) => new Connection(await read.study.participants(id, page)),
    interviews: async ({ id }, page, { read }) => new Connection(await read.study.interviews(id, page)),
    codebooks: async ({ id }, page, { read }) => new Connection(await read.study.codebooks(id, page)),
    figures: async ({ id }, page, { read }) => new Connection(await read.study.figures(id, page)),
    importance: async ({ id }, { round }, { read }) => (await read.study.importance(id, round ?? null)).map(withScheme),
  },
  Participant: {
    interviews: async ({ id }, page, { read }) => new Connection(await read.study.interviewsWith(id, page)),
  },
  Interview: {
    excerpts: async ({ id }, page, { read }) => new Connection(await read.study.excerpts(id, page)),
  },
  Codebook: {
    codes: async ({ id }, page, { read }) => new Connection(await read.study.codes(id, page)),
  },
  Excerpt: {
    codings: async ({ id }, page, { read }) => new Connection(await read.study.codings(id, page)),
  },
  Mutation: studyMutations,
};
