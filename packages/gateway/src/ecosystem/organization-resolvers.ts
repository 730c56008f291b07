import { contactDefinition, organizationDefinition } from '@collective-impact/store';
import type { Resolvers } from '../generated/resolvers-types.ts';
import { Connection } from '../shared/connection.ts';
import { create, update } from '../shared/mutation.ts';

export const organizationResolvers: Resolvers = {
  Query: {
    organizations: async (_parent, { stakeholderGroup, ...page }, { read }) =>
      new Connection(await read.organization.ofEcosystem(null, { page, filter: { stakeholderGroup } })),
  },
  Ecosystem: {
    organizations: async ({ id }, { stakeholderGroup, ...page }, { read }) =>
      new Connection(await read.organization.ofEcosystem(id, { page, filter: { stakeholderGroup } })),
  },
  Organization: {
    sameAs: async ({ id }, page, { read }) => new Connection(await read.organization.sameAs(id, page)),
    contacts: async ({ id }, page, { read }) => new Connection(await read.organization.contacts(id, page)),
  },
  PartnerRole: {
    organization: ({ organizationId }, _args, { read }) => read.record('organization', organizationId),
  },
  Mutation: {
    createOrganization: create(organizationDefinition),
    updateOrganization: update(organizationDefinition),
    createContact: create(contactDefinition),
    updateContact: update(contactDefinition),
  },
};
