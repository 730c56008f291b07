import type { FigureRow } from '@collective-impact/store';
import type { GatewayContext } from '../shared/context.ts';

/** Resolvers of the fields that all types of the interface `Figure` resolve in the same way. */
export const figureResolvers = {
  organization: ({ organizationId }: Pick<FigureRow, 'organizationId'>, _args: object, { read }: GatewayContext) =>
    read.record('organization', organizationId),
};
