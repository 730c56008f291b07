import type { Resolvers } from '../generated/resolvers-types.ts';

/** How far an indicator is on the way to a target. */
export const targetResolvers: Resolvers = {
  Target: {
    categories: ({ breakdownId }, _args, { read }) => read.indicator.categories.ofBreakdown(breakdownId),
    progress: async (target, { on }, { read, today }) =>
      read.aggregation.targets.standing(target, on ?? (await today(target))),
  },
  TargetProgress: {
    baseline: ({ baselineId }, _args, { read }) => read.record('baseline', baselineId),
  },
  LatestFigure: {
    release: ({ releaseId }, _args, { read }) => read.record('release', releaseId),
  },
};
