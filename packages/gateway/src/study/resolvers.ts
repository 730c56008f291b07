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
      const importance = await read.study.importance(id, round ?? null);
      return importance.map((each) => ({ ...each, code: asTerm(each.code) }));
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
  },
  CodebookCode: {
    predecessors: async ({ id }, page, { read }) => new Connection(await read.study.predecessors(id, page)),
    codings: async ({ id }, page, { read }) => new Connection(await read.study.codingsWith(id, page)),
  },
  Excerpt: {
    codings: async ({ id }, page, { read }) => new Connection(await read.study.codings(id, page)),
  },
  Mutation: studyMutations,
};
