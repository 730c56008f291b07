import { accessGrantDefinition, createAccessGrant, revokeAccessGrant } from '@collective-impact/store';
import type { Resolvers } from '../generated/resolvers-types.ts';
import { Connection } from '../shared/connection.ts';
import { command, transition, update } from '../shared/mutation.ts';

/** Resolvers of access grants. */
export const accessGrantResolvers: Resolvers = {
  Ecosystem: {
    accessGrants: async ({ id }, page, { read }) => new Connection(await read.access.grants(id, page)),
  },
  Viewer: { access: (_viewer, _args, { read }) => read.access.ownGrants() },
  AccessGrant: { principal: ({ principalId }, _args, { read }) => read.access.principal(principalId) },
  Mutation: {
    createAccessGrant: command(accessGrantDefinition, createAccessGrant),
    updateAccessGrant: update(accessGrantDefinition),
    revokeAccessGrant: transition(revokeAccessGrant),
  },
};
