import type { Resolvers } from '../generated/resolvers-types.ts';
import { figureResolvers, reporterOf } from '../reporting/index.ts';
import { comparedFigureResolvers } from './compared-figure-resolvers.ts';

/** Resolvers of series: the figures of an indicator over time. */
export const seriesResolvers: Resolvers = {
  Indicator: {
    series: (indicator, { from, to, by, organization }, { read }) =>
      read.aggregation.series.ofIndicator(indicator, { span: { from, to }, by, reporter: reporterOf(organization) }),
  },
  SeriesPoint: {
    ...figureResolvers,
    ...comparedFigureResolvers,
    indicatorVersion: ({ indicatorVersionId }, _args, { read }) => read.record('indicator_version', indicatorVersionId),
    release: ({ releaseId }, _args, { read }) => read.record('release', releaseId),
  },
};
