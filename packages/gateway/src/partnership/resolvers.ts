import { unwrap } from '@collective-impact/sdk';
import { partnershipType } from '@collective-impact/sdk/partnership';
import { partnershipDefinition, relationshipRatingDefinition } from '@collective-impact/store';
import type { Resolvers } from '../generated/resolvers-types.ts';
import { Connection } from '../shared/connection.ts';
import { create, update } from '../shared/mutation.ts';

export const partnershipResolvers: Resolvers = {
  Ecosystem: {
    partnerships: async ({ id }, { type, activeOn, ...page }, { read }) =>
      new Connection(await read.partnership.partnerships(id, { page, filter: { type, activeOn } })),
    relationshipRatings: async ({ id }, { wave, ...page }, { read }) =>
      new Connection(await read.rating.ratings(id, { page, filter: { wave } })),
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
    type: async ({ codedType, organizationId, partnerId }, _args, { read }) => {
      if (codedType) return codedType;
      const [one, other] = await Promise.all([organizationId, partnerId].map((id) => read.record('organization', id)));
      return one && other ? unwrap(partnershipType(one.stakeholderGroups, other.stakeholderGroups)) : null;
    },
  },
  Mutation: {
    createPartnership: create(partnershipDefinition),
    updatePartnership: update(partnershipDefinition),
    createRelationshipRating: create(relationshipRatingDefinition),
    updateRelationshipRating: update(relationshipRatingDefinition),
  },
};
