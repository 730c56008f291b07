import type { Resolvers } from '../generated/resolvers-types.ts';
import { Connection } from '../shared/connection.ts';
import { comparedFigureResolvers } from './compared-figure-resolvers.ts';

/** Resolvers of roll-ups and their coverage. */
export const rollUpResolvers: Resolvers = {
  Indicator: {
    rollUp: (indicator, { over, periods, by }, { read }) =>
      read.aggregation.rollUps.ofIndicator(indicator, { over, periods, by }),
  },
  RollUpFigure: {
    ...comparedFigureResolvers,
    indicatorVersion: ({ versionId }, _args, { read }) => read.record('indicator_version', versionId),
    organization: ({ organizationId }, _args, { read }) => read.record('organization', organizationId),
    ecosystem: ({ ecosystemId }, _args, { read }) => read.record('ecosystem', ecosystemId),
  },
  RollUpCoverage: {
    reporters: async (coverage, _args, { read }) => (await read.aggregation.reporters.count(coverage)).reporters,
    expected: async (coverage, _args, { read }) => (await read.aggregation.reporters.count(coverage)).expected,
    otherReporters: async (coverage, _args, { read }) =>
      (await read.aggregation.reporters.count(coverage)).otherReporters,
    missingOrganizations: async (coverage, page, { read }) =>
      new Connection(await read.aggregation.missing.organizations(coverage, page)),
    missingEcosystems: async (coverage, page, { read }) =>
      new Connection(await read.aggregation.missing.ecosystems(coverage, page)),
  },
};
