import type { Resolvers } from '../generated/resolvers-types.ts';
import { today } from '../shared/today.ts';

/** Resolvers of progress towards targets. */
export const targetProgressResolvers: Resolvers = {
  Target: {
    progress: (target, { on }, { read }) => read.aggregation.targets.standing(target, on ?? today()),
  },
  TargetProgress: {
    baseline: ({ baselineId }, _args, { read }) => read.record('baseline', baselineId),
  },
  LatestFigure: {
    release: ({ releaseId }, _args, { read }) => read.record('release', releaseId),
  },
};
