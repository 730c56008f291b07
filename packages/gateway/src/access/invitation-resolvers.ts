import { acceptInvitation, createInvitation, invitationDefinition, revokeInvitation } from '@collective-impact/store';
import type { Resolvers } from '../generated/resolvers-types.ts';
import { Connection } from '../shared/connection.ts';
import { transition, update } from '../shared/mutation.ts';

/** Resolvers of invitations. */
export const invitationResolvers: Resolvers = {
  Query: { invitation: (_parent, { secret }, { read }) => read.access.invitation(secret) },
  Ecosystem: {
    invitations: async ({ id }, page, { read }) => new Connection(await read.access.invitations(id, page)),
  },
  Invitation: {
    inviter: ({ inviterId }, _args, { read }) => (inviterId ? read.access.principal(inviterId) : null),
    acceptedBy: ({ acceptedById }, _args, { read }) => (acceptedById ? read.access.principal(acceptedById) : null),
  },
  Mutation: {
    createInvitation: async (_parent, { input }, { read, writer }) => {
      const outcome = await createInvitation(writer, { ...input });
      read.forget();
      if (!outcome.ok) return { invitation: null, secret: null, userErrors: outcome.issues };
      const { id, secret } = outcome.value;
      return { invitation: await read.record('invitation', id), secret, userErrors: [] };
    },
    updateInvitation: update(invitationDefinition),
    revokeInvitation: transition(revokeInvitation),
    acceptInvitation: async (_parent, { input }, { read, writer }) => {
      const outcome = await acceptInvitation(writer, { ...input });
      read.forget();
      if (!outcome.ok) return { accessGrant: null, apiKey: null, userErrors: outcome.issues };
      const { grantId, apiKey } = outcome.value;
      return { accessGrant: await read.access.acceptedGrant(grantId), apiKey, userErrors: [] };
    },
  },
};
