import { unwrap } from '@collective-impact/sdk';
import { sectorCoverage } from '@collective-impact/sdk/ecosystem';
import { createEcosystem, ecosystemDefinition } from '@collective-impact/store';
import type { Resolvers } from '../generated/resolvers-types.ts';
import { Connection } from '../shared/connection.ts';
import { command, update } from '../shared/mutation.ts';

export const ecosystemResolvers: Resolvers = {
  Query: {
    ecosystem: (_parent, { slug }, { read }) => read.ecosystem.bySlug(slug),
    ecosystems: async (_parent, page, { read }) => new Connection(await read.ecosystem.all(page)),
  },
  Ecosystem: {
    sectorCoverage: async (ecosystem, _args, { read, today }) => {
      const on = await today(ecosystem);
      const members = ecosystem.kind === 'NETWORK' ? await read.network.everyMember(ecosystem.id, on) : null;
      const included = [ecosystem, ...(members ?? [])];
      const [organizations, partnerships] = await Promise.all([
        Promise.all(included.map(({ id }) => read.organization.membership(id))),
        Promise.all(included.map(({ id }) => read.partnership.everyPartnership(id))),
      ]);
      return {
        ...unwrap(sectorCoverage(organizations.flat(), { on, partnerships: partnerships.flat() })),
        members: members === null ? null : members.length,
        membersIncluded: members === null ? null : organizations.slice(1).filter((each) => each.length > 0).length,
      };
    },
  },
  Mutation: {
    createEcosystem: command(ecosystemDefinition, createEcosystem),
    updateEcosystem: update(ecosystemDefinition),
  },
};
