import { typeDefs } from '@collective-impact/schema';
import { makeExecutableSchema } from '@graphql-tools/schema';
import type { GraphQLSchema } from 'graphql';
import { agendaResolvers } from './agenda/index.ts';
import { ecosystemResolvers } from './ecosystem/index.ts';
import { measurementResolvers } from './measurement/index.ts';
import { recordResolvers } from './shared/record-resolvers.ts';
import { sharedResolvers } from './shared/resolvers.ts';
import { scalars } from './shared/scalars.ts';
import { studyResolvers } from './study/index.ts';

/** Puts the contract and the resolvers of every room together. */
export function createSchema(): GraphQLSchema {
  return makeExecutableSchema({
    typeDefs,
    resolvers: [
      scalars,
      recordResolvers,
      sharedResolvers,
      ecosystemResolvers,
      agendaResolvers,
      measurementResolvers,
      studyResolvers,
    ],
    resolverValidationOptions: { requireResolversToMatchSchema: 'error' },
  });
}
