import type { Resolvers } from '../generated/resolvers-types.ts';
import { Connection } from '../shared/connection.ts';
import { reporterOf } from './reporter.ts';

/** What is measured, and how it is defined. */
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
    versions: async ({ id }, page, { read }) => new Connection(await read.indicator.definitions.versions(id, page)),
    adoptedVersion: ({ id }, _args, { read }) => read.indicator.definitions.adoptedVersion(id),
    reports: async (indicator, { from, to, organization, status, ...page }, { read }) => {
      const filter = { span: { from, to }, reporter: reporterOf(organization), status };
      return new Connection(await read.reporting.reports.ofIndicator(indicator, { page, filter }));
    },
    releases: async (indicator, { from, to, ...page }, { read }) =>
      new Connection(await read.release.releases.ofIndicator(indicator, { page, span: { from, to } })),
    series: (indicator, { from, to, by, organization }, { read }) =>
      read.aggregation.series.ofIndicator(indicator, { span: { from, to }, by, reporter: reporterOf(organization) }),
    rollUp: (indicator, { over, periods, by }, { read }) =>
      read.aggregation.rollUps.ofIndicator(indicator, { over, periods, by }),
  },
  IndicatorVersion: {
    comparableWith: (version, { number }, { read }) => read.indicator.comparability.between(version, number),
    dimensions: ({ id }, _args, { read }) => read.indicator.definitions.dimensions(id),
    baselines: async ({ id }, page, { read }) => new Connection(await read.indicator.definitions.baselines(id, page)),
    targets: async ({ id }, page, { read }) => new Connection(await read.indicator.definitions.targets(id, page)),
    dataQualityRules: async ({ id }, page, { read }) => new Connection(await read.reporting.quality.rules(id, page)),
    calendars: async ({ id }, page, { read }) => new Connection(await read.reporting.calendars.calendars(id, page)),
    reporting: async (version, { period, on }, { read, today }) =>
      read.reporting.calendars.ofVersion(version, { period, on: on ?? (await today(version)) }),
  },
  Dimension: {
    categories: ({ id }, _args, { read }) => read.indicator.categories.ofDimension(id),
  },
  Baseline: {
    categories: ({ breakdownId }, _args, { read }) => read.indicator.categories.ofBreakdown(breakdownId),
  },
};
