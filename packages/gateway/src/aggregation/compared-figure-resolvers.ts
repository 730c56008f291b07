import { otherPeriodsCaveats } from '@collective-impact/sdk/aggregation';
import type { FigureReports, OtherPeriods, RollUpFigureRow } from '@collective-impact/store';
import type { GatewayContext } from '../shared/context.ts';

/** A figure that is compared with that of the previous period. */
type ComparedFigure = Pick<RollUpFigureRow, 'caveats' | 'matching'> & {
  coverage: OtherPeriods & FigureReports;
};

/** Resolvers of the fields that compare the reporters of a figure with those of the previous period. */
export const comparedFigureResolvers = {
  caveats: async ({ caveats, matching, coverage }: ComparedFigure, _args: object, { read }: GatewayContext) => [
    ...caveats,
    ...otherPeriodsCaveats(await read.aggregation.otherPeriods.count(coverage)),
    ...(await read.aggregation.corrections.caveats(coverage)),
    ...(await read.aggregation.matched.caveats(matching)),
  ],
  matchedChange: ({ matching }: ComparedFigure, _args: object, { read }: GatewayContext) =>
    read.aggregation.matched.change(matching),
};
