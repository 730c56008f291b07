import type { Resolvers } from '../generated/resolvers-types.ts';

/** Resolvers of disparities between the categories of a dimension. */
export const disparityResolvers: Resolvers = {
  Indicator: {
    disparities: (indicator, args, { read }) => read.aggregation.disparities.ofIndicator(indicator, args),
  },
  DisparityComparison: {
    organization: ({ organizationId }, _args, { read }) => read.record('organization', organizationId),
    ecosystem: ({ ecosystemId }, _args, { read }) => read.record('ecosystem', ecosystemId),
  },
  Disparity: {
    caveats: async ({ caveats, matching }, _args, { read }) => [
      ...caveats,
      ...(await read.aggregation.matchedDisparities.caveats(matching)),
    ],
    matchedChange: ({ matching }, { measure }, { read }) =>
      read.aggregation.matchedDisparities.change(matching, measure),
  },
};
