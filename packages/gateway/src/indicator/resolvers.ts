import type { Resolvers } from '../generated/resolvers-types.ts';
import { adoptionResolvers } from './adoption-resolvers.ts';
import { crosswalkResolvers } from './crosswalk-resolvers.ts';
import { definitionMutations } from './definition-mutations.ts';
import { definitionResolvers } from './definition-resolvers.ts';
import { discussionResolvers } from './discussion-resolvers.ts';

/** The resolvers of this domain. */
export const indicatorResolvers: Resolvers[] = [
  definitionResolvers,
  { Mutation: definitionMutations },
  adoptionResolvers,
  crosswalkResolvers,
  discussionResolvers,
];
