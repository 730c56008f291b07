import { otherPeriodsCaveats } from '@collective-impact/sdk/aggregation';
import type { OtherPeriods } from '@collective-impact/store';
import type { Resolvers } from '../generated/resolvers-types.ts';
import type { GatewayContext } from '../shared/context.ts';

/** Resolvers of disparities between the categories of a dimension. */
export const disparityResolvers: Resolvers = {
  Indicator: {
    disparities: (indicator, args, { read }) => read.aggregation.disparities.ofIndicator(indicator, args),
  },
  DisparityComparison: {
    organization: ({ organizationId }, _args, { read }) => read.record('organization', organizationId),
    ecosystem: ({ ecosystemId }, _args, { read }) => read.record('ecosystem', ecosystemId),
    categories: async ({ categories, reference }, _args, context) => {
      const ofReference = await periodCaveats(reference, context);
      return Promise.all(
        categories.map(async (category) => {
          const ofCategory = await periodCaveats(category.figure, context);
          return { ...category, caveats: [...new Set([...category.caveats, ...ofCategory, ...ofReference])] };
        }),
      );
    },
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

/** The caveats that a figure has because organizations reported for other periods only. */
async function periodCaveats(figure: { coverage: OtherPeriods } | null, { read }: GatewayContext): Promise<string[]> {
  return figure ? otherPeriodsCaveats(await read.aggregation.otherPeriods.count(figure.coverage)) : [];
}
