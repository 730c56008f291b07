import type { Resolvers } from '../generated/resolvers-types.ts';
import { calendarReleaseMutations } from './calendar-release-resolvers.ts';
import { correctionResolvers } from './correction-resolvers.ts';
import { definitionMutations } from './definition-mutations.ts';
import { definitionResolvers } from './definition-resolvers.ts';
import { figureMutations } from './figure-mutations.ts';
import { figureResolvers } from './figure-resolvers.ts';
import { reportingResolvers } from './reporting-resolvers.ts';
import { submissionMutations } from './submission-mutation.ts';
import { targetResolvers } from './target-resolvers.ts';

export const measurementResolvers: Resolvers = {
  ...definitionResolvers,
  ...figureResolvers,
  ...correctionResolvers,
  ...reportingResolvers,
  ...targetResolvers,
  Mutation: { ...definitionMutations, ...figureMutations, ...submissionMutations, ...calendarReleaseMutations },
};
