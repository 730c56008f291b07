import { unwrap } from '@collective-impact/sdk';
import { derivePartnershipTypes, responseRate } from '@collective-impact/sdk/partnership';
import {
  partnershipDefinition,
  relationshipRatingDefinition,
  respondToSurveyWave,
  surveyWaveDefinition,
} from '@collective-impact/store';
import type { Resolvers } from '../generated/resolvers-types.ts';
import { Connection } from '../shared/connection.ts';
import { create, transition, update } from '../shared/mutation.ts';

export const partnershipResolvers: Resolvers = {
  Ecosystem: {
    partnerships: async ({ id }, { type, activeOn, ...page }, { read }) =>
      new Connection(await read.partnership.partnerships(id, { page, filter: { type, activeOn } })),
    relationshipRatings: async ({ id }, { wave, ...page }, { read }) =>
      new Connection(await read.rating.ratings(id, { page, filter: { wave } })),
    surveyWaves: async ({ id }, page, { read }) => new Connection(await read.surveyWave.surveyWaves(id, page)),
  },
  Organization: {
    partnerships: async ({ id }, { type, activeOn, ...page }, { read }) =>
      new Connection(await read.partnership.partnershipsOf(id, { page, filter: { type, activeOn } })),
    ratingsGiven: async ({ id }, { wave, ...page }, { read }) =>
      new Connection(await read.rating.ratingsBy(id, { page, filter: { wave } })),
    ratingsReceived: async ({ id }, { wave, ...page }, { read }) =>
      new Connection(await read.rating.ratingsOf(id, { page, filter: { wave } })),
  },
  Partnership: {
    types: async ({ codedTypes, organizationId, partnerId }, _args, { read }) => {
      if (codedTypes.length > 0) return codedTypes;
      const [one, other] = await Promise.all([organizationId, partnerId].map((id) => read.record('organization', id)));
      return one && other ? unwrap(derivePartnershipTypes(one.stakeholderGroups, other.stakeholderGroups)) : [];
    },
  },
  SurveyWave: {
    invitedOrganizations: async ({ invitedOrganizationIds }, _args, { read }) => {
      if (invitedOrganizationIds == null) return null;
      const invited = await Promise.all(invitedOrganizationIds.map((id) => read.record('organization', id)));
      return invited.filter((organization) => organization !== null);
    },
    invited: ({ invitedOrganizationIds }) => invitedOrganizationIds?.length ?? null,
    responded: ({ responses }) => responses.length,
    responseRate: (wave) => unwrap(responseRate(wave)),
    ratings: async ({ id }, page, { read }) => new Connection(await read.rating.ratingsInWave(id, page)),
  },
  SurveyResponse: {
    organization: ({ organizationId }, _args, { read }) => read.record('organization', organizationId),
  },
  Mutation: {
    createPartnership: create(partnershipDefinition),
    updatePartnership: update(partnershipDefinition),
    createSurveyWave: create(surveyWaveDefinition),
    updateSurveyWave: update(surveyWaveDefinition),
    respondToSurveyWave: transition(respondToSurveyWave),
    createRelationshipRating: create(relationshipRatingDefinition),
    updateRelationshipRating: update(relationshipRatingDefinition),
  },
};
