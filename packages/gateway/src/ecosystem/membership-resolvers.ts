import { networkMembershipDefinition } from '@collective-impact/store';
import type { Resolvers } from '../generated/resolvers-types.ts';
import { Connection } from '../shared/connection.ts';
import { create, update } from '../shared/mutation.ts';

export const membershipResolvers: Resolvers = {
  Ecosystem: {
    networks: async (ecosystem, { on, ...page }, { read, today }) =>
      new Connection(
        await read.network.networks(ecosystem.id, { page, filter: { on: on ?? (await today(ecosystem)) } }),
      ),
    memberEcosystems: async (ecosystem, { on, ...page }, { read, today }) =>
      new Connection(
        await read.network.members(ecosystem.id, { page, filter: { on: on ?? (await today(ecosystem)) } }),
      ),
    networkMemberships: async ({ id }, { pending, ...page }, { read }) =>
      new Connection(await read.network.membershipRecords(id, { page, filter: { pending } })),
  },
  NetworkMembership: {
    counterpart: ({ id }, _args, { read }) => read.network.counterpart(id),
  },
  Mutation: {
    createNetworkMembership: create(networkMembershipDefinition),
    updateNetworkMembership: update(networkMembershipDefinition),
  },
};
