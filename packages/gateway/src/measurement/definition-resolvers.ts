import type { Resolvers } from '../generated/resolvers-types.ts';
import { Connection } from '../shared/connection.ts';
import { today } from '../shared/today.ts';
import { reporterOf } from './reporter.ts';

/** What is measured, and how it is defined. */
export const definitionResolvers: Resolvers = {
  Query: {
    indicators: async (_parent, { code, ...page }, { read }) =>
      new Connection(await read.measurement.definitions.indicators(null, { page, filter: { code } })),
  },
  Ecosystem: {
    indicators: async ({ id }, { code, ...page }, { read }) =>
      new Connection(await read.measurement.definitions.indicators(id, { page, filter: { code } })),
  },
  Goal: {
    indicators: async ({ id }, page, { read }) =>
      new Connection(await read.measurement.definitions.indicatorsOfGoal(id, page)),
  },
  Indicator: {
    goals: async ({ id }, page, { read }) => new Connection(await read.agenda.goalsOfIndicator(id, page)),
    versions: async ({ id }, page, { read }) => new Connection(await read.measurement.definitions.versions(id, page)),
    adoptedVersion: ({ id }, _args, { read }) => read.measurement.definitions.adoptedVersion(id),
    reports: async (indicator, { from, to, organization, status, ...page }, { read }) => {
      const filter = { span: { from, to }, reporter: reporterOf(organization), status };
      return new Connection(await read.measurement.reports.ofIndicator(indicator, { page, filter }));
    },
    releases: async (indicator, { from, to, ...page }, { read }) =>
      new Connection(await read.measurement.releases.ofIndicator(indicator, { page, span: { from, to } })),
    series: (indicator, { from, to, by, organization }, { read }) =>
      read.measurement.series.ofIndicator(indicator, { span: { from, to }, by, reporter: reporterOf(organization) }),
    rollUp: (indicator, { over, periods, by }, { read }) =>
      read.measurement.rollUps.ofIndicator(indicator, { over, periods, by }),
  },
  IndicatorVersion: {
    comparableWith: (version, { number }, { read }) => read.measurement.comparability.between(version, number),
    dimensions: ({ id }, _args, { read }) => read.measurement.definitions.dimensions(id),
    baselines: async ({ id }, page, { read }) => new Connection(await read.measurement.definitions.baselines(id, page)),
    targets: async ({ id }, page, { read }) => new Connection(await read.measurement.definitions.targets(id, page)),
    dataQualityRules: async ({ id }, page, { read }) => new Connection(await read.measurement.quality.rules(id, page)),
    calendars: async ({ id }, page, { read }) => new Connection(await read.measurement.reporting.calendars(id, page)),
    reporting: (version, { period, on }, { read }) =>
      read.measurement.reporting.ofVersion(version, { period, on: on ?? today() }),
  },
  Dimension: {
    categories: ({ id }, _args, { read }) => read.measurement.categories.ofDimension(id),
  },
  Baseline: {
    categories: ({ breakdownId }, _args, { read }) => read.measurement.categories.ofBreakdown(breakdownId),
  },
};
