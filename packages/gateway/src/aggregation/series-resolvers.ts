import type { Resolvers } from '../generated/resolvers-types.ts';
import { figureResolvers, reporterOf } from '../reporting/index.ts';
import { comparedFigureResolvers } from './compared-figure-resolvers.ts';

/** Resolvers of series: the figures of an indicator over time. */
export const seriesResolvers: Resolvers = {
  Indicator: {
    series: async (indicator, { from, to, by, organization }, { read }) => {
      const reporter = await reporterOf({ read }, organization);
      return read.aggregation.series.ofIndicator(indicator, { span: { from, to }, by, reporter });
    },
  },
  SeriesPoint: {
    ...figureResolvers,
    ...comparedFigureResolvers,
    indicatorVersion: ({ indicatorVersionId }, _args, { read }) => read.record('indicator_version', indicatorVersionId),
    release: ({ releaseId }, _args, { read }) => read.record('release', releaseId),
  },
};
