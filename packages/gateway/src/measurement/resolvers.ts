import type { Resolvers } from '../generated/resolvers-types.ts';
import { definitionMutations } from './definition-mutations.ts';
import { definitionResolvers } from './definition-resolvers.ts';
import { figureMutations } from './figure-mutations.ts';
import { figureResolvers } from './figure-resolvers.ts';
import { targetResolvers } from './target-resolvers.ts';

export const measurementResolvers: Resolvers = {
  ...definitionResolvers,
  ...figureResolvers,
  ...targetResolvers,
  Mutation: { ...definitionMutations, ...figureMutations },
};
