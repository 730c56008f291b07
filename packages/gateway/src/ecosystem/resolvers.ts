import { sectorCoverage } from '@collective-impact/sdk';
import { ecosystemWriting, organizationWriting } from '@collective-impact/store';
import type { Resolvers } from '../generated/resolvers-types.ts';
import { Connection } from '../shared/connection.ts';
import { creates, updates } from '../shared/mutation.ts';

/** The day in UTC. */
const today = () => new Date().toISOString().slice(0, 10);

export const ecosystemResolvers: Resolvers = {
  Query: {
    ecosystem: (_parent, { slug }, { read }) => read.ecosystem.bySlug(slug),
    ecosystems: async (_parent, page, { read }) => new Connection(await read.ecosystem.all(page)),
    organizations: async (_parent, { stakeholderGroup, ...page }, { read }) =>
      new Connection(await read.ecosystem.organizations(null, { page, filter: { stakeholderGroup } })),
  },
  Ecosystem: {
    organizations: async ({ id }, { stakeholderGroup, ...page }, { read }) =>
      new Connection(await read.ecosystem.organizations(id, { page, filter: { stakeholderGroup } })),
    sectorCoverage: async ({ id }, _args, { read }) =>
      sectorCoverage(await read.ecosystem.membership(id), { on: today() }),
  },
  Mutation: {
    createEcosystem: creates(ecosystemWriting),
    updateEcosystem: updates(ecosystemWriting),
    createOrganization: creates(organizationWriting),
    updateOrganization: updates(organizationWriting),
  },
};
