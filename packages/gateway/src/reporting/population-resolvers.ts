import { populationFigureDefinition } from '@collective-impact/store';
import type { Resolvers } from '../generated/resolvers-types.ts';
import { Connection } from '../shared/connection.ts';
import { create, update } from '../shared/mutation.ts';

/** Resolvers of population figures. */
export const populationResolvers: Resolvers = {
  Ecosystem: {
    populationFigures: async ({ id }, { place, from, to, ...page }, { read }) => {
      const filter = { place, span: { from, to } };
      return new Connection(await read.reporting.populationFigures.ofEcosystem(id, { page, filter }));
    },
  },
  Mutation: {
    createPopulationFigure: create(populationFigureDefinition),
    updatePopulationFigure: update(populationFigureDefinition),
  },
};
