import { practiceSpread, unwrap } from '@collective-impact/sdk';
import {
  cycleDecision,
  cycleStart,
  cycleStudy,
  improvementCycleWriting,
  practiceUptakeWriting,
  practiceWriting,
} from '@collective-impact/store';
import type { Resolvers } from '../generated/resolvers-types.ts';
import { Connection } from '../shared/connection.ts';
import { creates, does, updates } from '../shared/mutation.ts';

export const learningResolvers: Resolvers = {
  Ecosystem: {
    improvementCycles: async ({ id }, { stage, ...page }, { read }) =>
      new Connection(await read.learning.cycles(id, { page, filter: { stage } })),
    practices: async ({ id }, page, { read }) => new Connection(await read.learning.practices(id, page)),
    practiceUptakes: async ({ id }, page, { read }) => new Connection(await read.learning.uptakesIn(id, page)),
  },
  Activity: {
    improvementCycles: async ({ id }, page, { read }) => new Connection(await read.learning.cyclesOf(id, page)),
    practices: async ({ id }, page, { read }) => new Connection(await read.learning.practicesFrom(id, page)),
    practiceUptakes: async ({ id }, page, { read }) => new Connection(await read.learning.uptakesBy(id, page)),
  },
  Indicator: {
    improvementCycles: async ({ id }, page, { read }) => new Connection(await read.learning.cyclesWith(id, page)),
  },
  ImprovementCycle: {
    nextCycles: async ({ id }, page, { read }) => new Connection(await read.learning.nextCycles(id, page)),
  },
  Practice: {
    uptakes: async ({ id }, page, { read }) => new Connection(await read.learning.uptakesOf(id, page)),
    spread: async ({ id }, _args, { read }) => unwrap(practiceSpread(await read.learning.everyUptakeOf(id))),
  },
  Mutation: {
    createImprovementCycle: creates(improvementCycleWriting),
    updateImprovementCycle: updates(improvementCycleWriting),
    startImprovementCycle: does(cycleStart),
    studyImprovementCycle: does(cycleStudy),
    decideImprovementCycle: does(cycleDecision),
    createPractice: creates(practiceWriting),
    updatePractice: updates(practiceWriting),
    createPracticeUptake: creates(practiceUptakeWriting),
    updatePracticeUptake: updates(practiceUptakeWriting),
  },
};
