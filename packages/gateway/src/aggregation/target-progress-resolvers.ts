import { publishedStatus } from '@collective-impact/store';
import type { Resolvers } from '../generated/resolvers-types.ts';
import { comparedFigureResolvers } from './compared-figure-resolvers.ts';

/** Resolvers of progress to targets. */
export const targetProgressResolvers: Resolvers = {
  Target: {
    progress: async (target, { on }, { read, today }) =>
      read.aggregation.targets.standing(target, { on: on ?? (await today(target)), asOf: on ?? null }),
  },
  TargetProgress: {
    baseline: ({ baselineId }, _args, { read }) => read.record('baseline', baselineId),
    coverage: ({ latest }) => latest?.coverage ?? null,
  },
  LatestFigure: {
    caveats: async (figure, args, context) => {
      const { caveats, ofDisparity } = figure;
      if (!ofDisparity) return comparedFigureResolvers.caveats(figure, args, context);
      const { corrections, matchedDisparities } = context.read.aggregation;
      const ofCorrections = await corrections.caveats(...ofDisparity.reportsOf);
      return [...caveats, ...ofCorrections, ...(await matchedDisparities.caveats(ofDisparity.matching))];
    },
    matchedChange: ({ matching, ofDisparity }, _args, { read: { aggregation } }) =>
      ofDisparity
        ? aggregation.matchedDisparities.change(ofDisparity.matching, ofDisparity.measure)
        : aggregation.matched.change(matching),
    status: (figure) => publishedStatus(figure),
    suppressed: ({ reason }) => reason === 'SUPPRESSED',
    release: (
      {
        coverage: {
          releaseIds: [releaseId, ...others],
        },
      },
      _args,
      { read },
    ) => read.record('release', others.length === 0 ? releaseId : undefined),
  },
};
