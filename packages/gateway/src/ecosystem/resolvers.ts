import { unwrap } from '@collective-impact/sdk';
import { sectorCoverage } from '@collective-impact/sdk/ecosystem';
import {
  contactDefinition,
  createEcosystem,
  ecosystemDefinition,
  organizationDefinition,
} from '@collective-impact/store';
import type { Resolvers } from '../generated/resolvers-types.ts';
import { Connection } from '../shared/connection.ts';
import { command, create, update } from '../shared/mutation.ts';

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
    sectorCoverage: async (ecosystem, _args, { read, today }) => {
      const on = await today(ecosystem);
      const members = ecosystem.kind === 'NETWORK' ? await read.network.everyMember(ecosystem.id, on) : null;
      const included = [ecosystem, ...(members ?? [])];
      const [organizations, partnerships] = await Promise.all([
        Promise.all(included.map(({ id }) => read.ecosystem.membership(id))),
        Promise.all(included.map(({ id }) => read.partnership.everyPartnership(id))),
      ]);
      return {
        ...unwrap(sectorCoverage(organizations.flat(), { on, partnerships: partnerships.flat() })),
        members: members === null ? null : members.length,
        membersIncluded: members === null ? null : organizations.slice(1).filter((each) => each.length > 0).length,
      };
    },
  },
  Organization: {
    sameAs: async ({ id }, page, { read }) => new Connection(await read.ecosystem.sameAs(id, page)),
    contacts: async ({ id }, page, { read }) => new Connection(await read.ecosystem.contacts(id, page)),
  },
  PartnerRole: {
    organization: ({ organizationId }, _args, { read }) => read.record('organization', organizationId),
  },
  Mutation: {
    createEcosystem: command(ecosystemDefinition, createEcosystem),
    updateEcosystem: update(ecosystemDefinition),
    createOrganization: create(organizationDefinition),
    updateOrganization: update(organizationDefinition),
    createContact: create(contactDefinition),
    updateContact: update(contactDefinition),
  },
};
