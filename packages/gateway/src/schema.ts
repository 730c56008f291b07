import { typeDefs } from '@collective-impact/schema';
import { makeExecutableSchema } from '@graphql-tools/schema';
import type { GraphQLSchema } from 'graphql';
import {
  accessGrantResolvers,
  auditResolvers,
  erasureResolvers,
  invitationResolvers,
  sharingResolvers,
  viewerResolvers,
  voidingResolvers,
} from './access/index.ts';
import { activityResolvers } from './activity/index.ts';
import { agendaResolvers } from './agenda/index.ts';
import { aggregationResolvers } from './aggregation/index.ts';
import { backboneResolvers, fundingResolvers } from './backbone/index.ts';
import { communicationResolvers } from './communication/index.ts';
import { ecosystemResolvers, membershipResolvers, organizationResolvers, placeResolvers } from './ecosystem/index.ts';
import { indicatorResolvers } from './indicator/index.ts';
import { landscapeResolvers } from './landscape/index.ts';
import { learningResolvers } from './learning/index.ts';
import { partnershipNetworkResolvers, partnershipResolvers } from './partnership/index.ts';
import { progressResolvers } from './progress/index.ts';
import { proposalResolvers } from './proposal/index.ts';
import { releaseResolvers } from './release/index.ts';
import { reportingResolvers } from './reporting/index.ts';
import { notePropertiesOfFields } from './shared/needed-properties.ts';
import { limitPages } from './shared/page-limits.ts';
import { recordResolvers } from './shared/record-resolvers.ts';
import { sharedResolvers } from './shared/resolvers.ts';
import { scalars } from './shared/scalars.ts';
import { studyResolvers } from './study/index.ts';

/** Creates the executable schema, with the resolvers of every domain and the page limits of every connection. */
export function createSchema(): GraphQLSchema {
  const resolvers = [
    scalars,
    recordResolvers,
    sharedResolvers,
    viewerResolvers,
    accessGrantResolvers,
    auditResolvers,
    erasureResolvers,
    invitationResolvers,
    voidingResolvers,
    sharingResolvers,
    ecosystemResolvers,
    organizationResolvers,
    membershipResolvers,
    placeResolvers,
    partnershipResolvers,
    partnershipNetworkResolvers,
    agendaResolvers,
    activityResolvers,
    communicationResolvers,
    backboneResolvers,
    fundingResolvers,
    learningResolvers,
    ...indicatorResolvers,
    landscapeResolvers,
    ...reportingResolvers,
    ...releaseResolvers,
    ...aggregationResolvers,
    progressResolvers,
    studyResolvers,
    proposalResolvers,
  ];
  const schema = makeExecutableSchema({
    typeDefs,
    resolvers,
    resolverValidationOptions: { requireResolversToMatchSchema: 'error' },
  });
  notePropertiesOfFields(schema, resolvers);
  return limitPages(schema);
}
