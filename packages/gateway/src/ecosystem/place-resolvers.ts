import { placeDefinition } from '@collective-impact/store';
import type { Resolvers } from '../generated/resolvers-types.ts';
import { Connection } from '../shared/connection.ts';
import { create, update } from '../shared/mutation.ts';

export const placeResolvers: Resolvers = {
  Ecosystem: {
    places: async ({ id }, { level, ...page }, { read }) =>
      new Connection(await read.place.ofEcosystem(id, { page, filter: { level } })),
  },
  Place: {
    children: async ({ id }, page, { read }) => new Connection(await read.place.children(id, page)),
    organizations: async ({ id }, page, { read }) => new Connection(await read.place.organizations(id, page)),
    activities: async ({ id }, { status, ...page }, { read }) =>
      new Connection(await read.activity.activities({ of: 'place', id }, { page, filter: { status } })),
  },
  Mutation: {
    createPlace: create(placeDefinition),
    updatePlace: update(placeDefinition),
  },
};
