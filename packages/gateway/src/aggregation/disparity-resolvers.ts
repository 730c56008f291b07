import { otherPeriodsCaveats } from '@collective-impact/sdk/aggregation';
import type { FigureReports, OtherPeriods } from '@collective-impact/store';
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
      return Promise.all(
        categories.map(async (category) => {
          const figures = reference ? [category.figure, reference] : [category.figure];
          const caveats = [...category.caveats, ...(await caveatsOf(figures, context))];
          return { ...category, caveats: [...new Set(caveats)] };
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

/**
 * The caveats that figures have because organizations reported for other periods only, or because corrections of their reports are not
 * released yet.
 */
async function caveatsOf(
  figures: readonly { coverage: OtherPeriods & FigureReports }[],
  { read: { aggregation } }: GatewayContext,
): Promise<string[]> {
  const ofPeriods = await Promise.all(figures.map(({ coverage }) => aggregation.otherPeriods.count(coverage)));
  const ofCorrections = await aggregation.corrections.caveats(...figures.map(({ coverage }) => coverage));
  return [...ofPeriods.flatMap(otherPeriodsCaveats), ...ofCorrections];
}
