import { networkMembershipDefinition } from '@collective-impact/store';
import type { Resolvers } from '../generated/resolvers-types.ts';
import { Connection } from '../shared/connection.ts';
import { create, update } from '../shared/mutation.ts';
import { today } from '../shared/today.ts';

export const membershipResolvers: Resolvers = {
  Ecosystem: {
    networks: async ({ id }, { on, ...page }, { read }) =>
      new Connection(await read.network.networks(id, { page, filter: { on: on ?? today() } })),
    memberEcosystems: async ({ id }, { on, ...page }, { read }) =>
      new Connection(await read.network.members(id, { page, filter: { on: on ?? today() } })),
    networkMemberships: async ({ id }, { pending, ...page }, { read }) =>
      new Connection(await read.network.halves(id, { page, filter: { pending } })),
  },
  NetworkMembership: {
    counterpart: ({ id }, _args, { read }) => read.network.counterpart(id),
  },
  Mutation: {
    createNetworkMembership: create(networkMembershipDefinition),
    updateNetworkMembership: update(networkMembershipDefinition),
  },
};
