import { evidenceDefinition, withdrawEvidence } from '@collective-impact/store';
import type { Resolvers } from '../generated/resolvers-types.ts';
import { Connection } from '../shared/connection.ts';
import { create, transition, update } from '../shared/mutation.ts';

/** Resolvers of evidence. */
export const evidenceResolvers: Resolvers = {
  Ecosystem: {
    evidence: async ({ id }, { from, to, ...page }, { read }) =>
      new Connection(await read.reporting.evidence.ofEcosystem(id, { page, span: { from, to } })),
  },
  Goal: {
    evidence: async (goal, { from, to, ...page }, { read }) =>
      new Connection(await read.reporting.evidence.ofGoal(goal, { page, span: { from, to } })),
  },
  Indicator: {
    evidence: async (indicator, { from, to, ...page }, { read }) =>
      new Connection(await read.reporting.evidence.ofIndicator(indicator, { page, span: { from, to } })),
  },
  Mutation: {
    createEvidence: create(evidenceDefinition),
    updateEvidence: update(evidenceDefinition),
    withdrawEvidence: transition(withdrawEvidence),
  },
};
