import type { Resolvers } from '../generated/resolvers-types.ts';
import { Connection } from '../shared/connection.ts';

/** Resolvers of indicators and their definitions. */
export const definitionResolvers: Resolvers = {
  Query: {
    indicators: async (_parent, { code, ...page }, { read }) =>
      new Connection(await read.indicator.definitions.indicators(null, { page, filter: { code } })),
  },
  Ecosystem: {
    indicators: async ({ id }, { code, ...page }, { read }) =>
      new Connection(await read.indicator.definitions.indicators(id, { page, filter: { code } })),
  },
  Goal: {
    indicators: async ({ id }, page, { read }) =>
      new Connection(await read.indicator.definitions.indicatorsOfGoal(id, page)),
  },
  Indicator: {
    goals: async ({ id }, page, { read }) => new Connection(await read.indicator.definitions.goals(id, page)),
    contributesTo: async ({ id }, page, { read }) =>
      new Connection(await read.indicator.definitions.contributions({ of: 'contributing', id }, page)),
    contributions: async ({ id }, page, { read }) =>
      new Connection(await read.indicator.definitions.contributions({ of: 'core', id }, page)),
    versions: async ({ id }, page, { read }) => new Connection(await read.indicator.definitions.versions(id, page)),
    adoptedVersion: ({ id }, _args, { read }) => read.indicator.definitions.adoptedVersion(id),
  },
  IndicatorVersion: {
    comparableWith: (version, { number }, { read }) => read.indicator.comparability.between(version, number),
    dimensions: ({ id }, _args, { read }) => read.indicator.definitions.dimensions(id),
    baselines: async ({ id }, page, { read }) => new Connection(await read.indicator.definitions.baselines(id, page)),
    targets: async ({ id }, page, { read }) => new Connection(await read.indicator.definitions.targets(id, page)),
  },
  Dimension: {
    categories: ({ id }, _args, { read }) => read.indicator.categories.ofDimension(id),
  },
  Baseline: {
    categories: ({ breakdownId }, _args, { read }) => read.indicator.categories.ofBreakdown(breakdownId),
    disparity: (figure, _args, { read }) => read.indicator.categories.disparityOf(figure),
  },
  Target: {
    categories: ({ breakdownId }, _args, { read }) => read.indicator.categories.ofBreakdown(breakdownId),
    disparity: (figure, _args, { read }) => read.indicator.categories.disparityOf(figure),
  },
};
