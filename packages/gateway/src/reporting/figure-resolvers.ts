import type { FigureRow } from '@collective-impact/store';
import type { GatewayContext } from '../shared/context.ts';
import { neededOfField, reading, type SelectedField } from '../shared/needed-properties.ts';

/** Resolvers of the fields that all types of the interface `Figure` resolve in the same way. */
export const figureResolvers = {
  organization: reading(
    { organizationId: true },
    (
      { organizationId }: Pick<FigureRow, 'organizationId'>,
      _args: object,
      { read }: GatewayContext,
      info: SelectedField,
    ) =>
      read.partOfRecord('organization', {
        id: organizationId,
        needed: neededOfField(info),
      }),
  ),
};
