import type { OtherPeriods } from '@collective-impact/store';
import type { Resolvers } from '../generated/resolvers-types.ts';
import { Connection } from '../shared/connection.ts';
import type { GatewayContext } from '../shared/context.ts';
import { comparedFigureResolvers } from './compared-figure-resolvers.ts';

/** Number of figures of organizations that report for other parts of the period only. They are looked up apart from others. */
async function otherPeriodsOnly(coverage: OtherPeriods, read: GatewayContext['read']): Promise<number> {
  const periods = await read.aggregation.otherPeriods.count(coverage);
  return periods.reduce((sum, { organizations }) => sum + organizations, 0);
}

/** Resolvers of roll-ups and their coverage. */
export const rollUpResolvers: Resolvers = {
  Indicator: {
    rollUp: (indicator, { over, periods, by, placeLevel }, { read }) =>
      read.aggregation.rollUps.ofIndicator(indicator, { over, periods, by, placeLevel }),
  },
  RollUpFigure: {
    ...comparedFigureResolvers,
    indicatorVersion: ({ versionId }, _args, { read }) => read.record('indicator_version', versionId),
    organization: ({ organizationId }, _args, { read }) => read.record('organization', organizationId),
    ecosystem: ({ ecosystemId }, _args, { read }) => read.record('ecosystem', ecosystemId),
  },
  RollUpCoverage: {
    missing: async (coverage, _args, { read }) => coverage.missing + (await otherPeriodsOnly(coverage, read)),
    otherPeriodsOnly: async (coverage, _args, { read }) =>
      coverage.otherPeriodsOnly + (await otherPeriodsOnly(coverage, read)),
    reporterPeriods: async (coverage, _args, { read }) =>
      (await read.aggregation.reporters.count(coverage)).reporterPeriods,
    expectedReporterPeriods: async (coverage, _args, { read }) =>
      (await read.aggregation.reporters.count(coverage)).expectedReporterPeriods,
    reporters: async (coverage, _args, { read }) => (await read.aggregation.reporters.count(coverage)).reporters,
    expected: async (coverage, _args, { read }) => (await read.aggregation.reporters.count(coverage)).expected,
    otherReporters: async (coverage, _args, { read }) =>
      (await read.aggregation.reporters.count(coverage)).otherReporters,
    places: async (coverage, _args, { read }) => (await read.aggregation.places.of(coverage)).places,
    expectedPlaces: async (coverage, _args, { read }) => (await read.aggregation.places.of(coverage)).expectedPlaces,
    missingPlaces: async (coverage, _args, { read }) => (await read.aggregation.places.of(coverage)).missingPlaces,
    missingOrganizations: async (coverage, page, { read }) =>
      new Connection(await read.aggregation.missing.organizations(coverage, page)),
    missingEcosystems: async (coverage, page, { read }) =>
      new Connection(await read.aggregation.missing.ecosystems(coverage, page)),
  },
};
