import { crosswalkDefinition } from '@collective-impact/store';
import type { Resolvers } from '../generated/resolvers-types.ts';
import { Connection } from '../shared/connection.ts';
import { create, update } from '../shared/mutation.ts';

/** Resolvers of crosswalks. */
export const crosswalkResolvers: Resolvers = {
  IndicatorVersion: {
    crosswalks: async ({ id }, page, { read }) => new Connection(await read.indicator.crosswalks.ofVersion(id, page)),
  },
  Crosswalk: {
    mappings: (walk, _args, { read }) => read.indicator.crosswalks.mappings(walk),
  },
  Mutation: {
    createCrosswalk: create(crosswalkDefinition),
    updateCrosswalk: update(crosswalkDefinition),
  },
};
