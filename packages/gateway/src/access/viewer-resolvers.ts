import { encodeTypeId, isOperator } from '@collective-impact/sdk';
import type { Resolvers } from '../generated/resolvers-types.ts';

/** Resolvers of the caller. */
export const viewerResolvers: Resolvers = {
  Query: { viewer: (_parent, _args, { viewer }) => viewer },
  Viewer: {
    kind: ({ kind }) => {
      if (kind === 'CALENDAR') throw new Error('The viewer of a request cannot be CALENDAR.');
      return kind;
    },
    principal: (viewer) => (viewer.kind === 'PRINCIPAL' ? viewer.principal : null),
    isOperator: (viewer) => isOperator(viewer),
  },
  Principal: { id: ({ id }) => encodeTypeId('principal', id) },
};
