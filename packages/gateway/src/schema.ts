import { typeDefs } from '@collective-impact/schema';
import { makeExecutableSchema } from '@graphql-tools/schema';
import type { GraphQLSchema } from 'graphql';
import { activityResolvers } from './activity/index.ts';
import { agendaResolvers } from './agenda/index.ts';
import { backboneResolvers, fundingResolvers } from './backbone/index.ts';
import { communicationResolvers } from './communication/index.ts';
import { ecosystemResolvers, membershipResolvers } from './ecosystem/index.ts';
import { learningResolvers } from './learning/index.ts';
import {
  adoptionResolvers,
  calendarReleaseResolvers,
  crosswalkResolvers,
  discussionResolvers,
  evidenceResolvers,
  measurementResolvers,
  populationResolvers,
} from './measurement/index.ts';
import { partnershipNetworkResolvers, partnershipResolvers } from './partnership/index.ts';
import { progressResolvers } from './progress/index.ts';
import { limitPages } from './shared/page-limits.ts';
import { recordResolvers } from './shared/record-resolvers.ts';
import { sharedResolvers } from './shared/resolvers.ts';
import { scalars } from './shared/scalars.ts';
import { studyResolvers } from './study/index.ts';

/** The executable schema: the contract, the resolvers of every domain, and the page limits of every connection. */
export function createSchema(): GraphQLSchema {
  const schema = makeExecutableSchema({
    typeDefs,
    resolvers: [
      scalars,
      recordResolvers,
      sharedResolvers,
      ecosystemResolvers,
      membershipResolvers,
      partnershipResolvers,
      partnershipNetworkResolvers,
      agendaResolvers,
      activityResolvers,
      communicationResolvers,
      backboneResolvers,
      fundingResolvers,
      learningResolvers,
      measurementResolvers,
      calendarReleaseResolvers,
      adoptionResolvers,
      discussionResolvers,
      evidenceResolvers,
      populationResolvers,
      crosswalkResolvers,
      progressResolvers,
      studyResolvers,
    ],
    resolverValidationOptions: { requireResolversToMatchSchema: 'error' },
  });
  return limitPages(schema);
}
