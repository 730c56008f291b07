import { fundingByFunction, fundingByStrategyKind, fundingTotals, fundedMonths, unwrap } from '@collective-impact/sdk';
import { commitFunding, declineFunding, fundingDefinition, receiveFunding } from '@collective-impact/store';
import type { Resolvers } from '../generated/resolvers-types.ts';
import { Connection } from '../shared/connection.ts';
import { create, transition, update } from '../shared/mutation.ts';
import { today } from '../shared/today.ts';

export const fundingResolvers: Resolvers = {
  Ecosystem: {
    funding: async ({ id }, { status, function: code, ...page }, { read }) =>
      new Connection(await read.funding.commitments(id, { page, filter: { status, function: code } })),
    fundingSummary: ({ id }, _args, { read }) => read.funding.every(id),
  },
  FundingSummary: {
    totals: (commitments) => unwrap(fundingTotals(commitments)),
    byFunction: (commitments) =>
      unwrap(fundingByFunction(commitments)).map(({ term, totals }) => ({ function: term, totals })),
    byStrategyKind: async (commitments, _args, { read }) => {
      const named = new Set(commitments.map(({ strategyId }) => strategyId));
      const strategies = await Promise.all([...named].map((id) => read.record('strategy', id)));
      const seen = strategies.filter((strategy) => strategy !== null);
      return unwrap(fundingByStrategyKind(commitments, seen)).map(({ term, totals }) => ({ kind: term, totals }));
    },
    fundedMonths: (commitments, { on }) => unwrap(fundedMonths(commitments, on ?? today())),
  },
  Organization: {
    fundingGiven: async ({ id }, page, { read }) => new Connection(await read.funding.givenBy(id, page)),
    fundingReceived: async ({ id }, page, { read }) => new Connection(await read.funding.receivedBy(id, page)),
  },
  Strategy: {
    funding: async ({ id }, page, { read }) => new Connection(await read.funding.ofStrategy(id, page)),
  },
  Funding: {
    subAwards: async ({ id }, page, { read }) => new Connection(await read.funding.subAwards(id, page)),
  },
  Mutation: {
    createFunding: create(fundingDefinition),
    updateFunding: update(fundingDefinition),
    commitFunding: transition(commitFunding),
    receiveFunding: transition(receiveFunding),
    declineFunding: transition(declineFunding),
  },
};
