import { adoptionDefinition, networkAdoptionDefinition } from '@collective-impact/store';
import type { Resolvers } from '../generated/resolvers-types.ts';
import { Connection } from '../shared/connection.ts';
import { create, update } from '../shared/mutation.ts';

/** Resolvers of adoptions. */
export const adoptionResolvers: Resolvers = {
  IndicatorVersion: {
    adoptions: async ({ id }, { on, ...page }, { read }) =>
      new Connection(await read.indicator.adoptions.ofVersion(id, { page, filter: { on } })),
    adoptingEcosystems: async (version, { on, ...page }, { read, today }) =>
      new Connection(
        await read.indicator.networkAdoptions.adopters(version.id, {
          page,
          filter: { on: on ?? (await today(version)) },
        }),
      ),
  },
  Organization: {
    adoptions: async ({ id }, { on, ...page }, { read }) =>
      new Connection(await read.indicator.adoptions.ofOrganization(id, { page, filter: { on } })),
  },
  Ecosystem: {
    adoptedIndicators: async (ecosystem, { on, ...page }, { read, today }) =>
      new Connection(
        await read.indicator.networkAdoptions.indicators(ecosystem.id, {
          page,
          filter: { on: on ?? (await today(ecosystem)) },
        }),
      ),
    networkAdoptions: async ({ id }, { pending, ...page }, { read }) =>
      new Connection(await read.indicator.networkAdoptions.records(id, { page, filter: { pending } })),
  },
  NetworkAdoption: {
    counterpart: ({ id }, _args, { read }) => read.indicator.networkAdoptions.counterpart(id),
  },
  Mutation: {
    createAdoption: create(adoptionDefinition),
    updateAdoption: update(adoptionDefinition),
    createNetworkAdoption: create(networkAdoptionDefinition),
    updateNetworkAdoption: update(networkAdoptionDefinition),
  },
};
