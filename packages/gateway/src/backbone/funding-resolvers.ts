import { InputError, unwrap } from '@collective-impact/sdk';
import {
  fundedMonths,
  fundingByFunction,
  fundingByMonth,
  fundingByStrategyKind,
  fundingTotals,
} from '@collective-impact/sdk/backbone';
import {
  budgetDefinition,
  commitFunding,
  declineFunding,
  fundingDefinition,
  receiveFunding,
} from '@collective-impact/store';
import type { Resolvers } from '../generated/resolvers-types.ts';
import { Connection } from '../shared/connection.ts';
import { create, transition, update } from '../shared/mutation.ts';

export const fundingResolvers: Resolvers = {
  Ecosystem: {
    funding: async ({ id }, { status, function: code, ...page }, { read }) =>
      new Connection(await read.funding.ofEcosystem(id, { page, filter: { status, function: code } })),
    budgets: async ({ id }, page, { read }) => new Connection(await read.funding.budgets(id, page)),
    fundingSummary: ({ id }, _args, { read }) => read.funding.allFunding(id),
  },
  FundingSummary: {
    totals: ({ funding }) => unwrap(fundingTotals(funding)),
    byFunction: ({ funding }) =>
      unwrap(fundingByFunction(funding)).map(({ term, totals }) => ({ function: term, totals })),
    byStrategyKind: async ({ funding }, _args, { read }) => {
      const strategyIds = new Set(funding.map(({ strategyId }) => strategyId));
      const strategies = await Promise.all([...strategyIds].map((id) => read.record('strategy', id)));
      const visibleStrategies = strategies.filter((strategy) => strategy !== null);
      return unwrap(fundingByStrategyKind(funding, visibleStrategies)).map(({ term, totals }) => ({
        kind: term,
        totals,
      }));
    },
    byMonth: async (summary, { from, months }, { today }) => {
      const byMonth = fundingByMonth({ ...summary, from: from ?? (await today(summary)), months });
      if (byMonth.ok) return byMonth.value;
      throw new InputError(`\`months\` must be a whole number from 1 to 60. You sent ${months}.`);
    },
    fundedMonths: async (summary, { on }, { today }) =>
      unwrap(fundedMonths({ ...summary, on: on ?? (await today(summary)) })),
  },
  MonthlyFundingByRecipient: {
    recipient: ({ recipientId }, _args, { read }) => read.record('organization', recipientId),
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
    createBudget: create(budgetDefinition),
    updateBudget: update(budgetDefinition),
  },
};
