import { unwrap } from '@collective-impact/sdk';
import { practiceSpread } from '@collective-impact/sdk/learning';
import {
  decideImprovementCycle,
  improvementCycleDefinition,
  practiceAdoptionDefinition,
  practiceDefinition,
  startImprovementCycle,
  studyImprovementCycle,
} from '@collective-impact/store';
import type { Resolvers } from '../generated/resolvers-types.ts';
import { Connection } from '../shared/connection.ts';
import { create, transition, update } from '../shared/mutation.ts';

export const learningResolvers: Resolvers = {
  Ecosystem: {
    improvementCycles: async ({ id }, { stage, ...page }, { read }) =>
      new Connection(await read.learning.cycles(id, { page, filter: { stage } })),
    practices: async ({ id }, page, { read }) => new Connection(await read.learning.practices(id, page)),
    practiceAdoptions: async ({ id }, page, { read }) => new Connection(await read.learning.adoptionsIn(id, page)),
  },
  Activity: {
    improvementCycles: async ({ id }, page, { read }) => new Connection(await read.learning.cyclesOf(id, page)),
    practices: async ({ id }, page, { read }) => new Connection(await read.learning.practicesFrom(id, page)),
    practiceAdoptions: async ({ id }, page, { read }) => new Connection(await read.learning.adoptionsBy(id, page)),
  },
  Indicator: {
    improvementCycles: async ({ id }, page, { read }) => new Connection(await read.learning.cyclesWith(id, page)),
  },
  ImprovementCycle: {
    nextCycles: async ({ id }, page, { read }) => new Connection(await read.learning.nextCycles(id, page)),
  },
  Practice: {
    adoptions: async ({ id }, page, { read }) => new Connection(await read.learning.adoptionsOf(id, page)),
    spread: async ({ id }, _args, { read }) => unwrap(practiceSpread(await read.learning.everyAdoptionOf(id))),
  },
  Mutation: {
    createImprovementCycle: create(improvementCycleDefinition),
    updateImprovementCycle: update(improvementCycleDefinition),
    startImprovementCycle: transition(startImprovementCycle),
    studyImprovementCycle: transition(studyImprovementCycle),
    decideImprovementCycle: transition(decideImprovementCycle),
    createPractice: create(practiceDefinition),
    updatePractice: update(practiceDefinition),
    createPracticeAdoption: create(practiceAdoptionDefinition),
    updatePracticeAdoption: update(practiceAdoptionDefinition),
  },
};
