import { relationshipRating } from '@collective-impact/sdk';
import type { Writing } from '../shared/writing.ts';
import { RelationshipRatingEntity } from './relationship-rating.entity.ts';

/** How ratings are written: once per wave and direction. */
export const relationshipRatingWriting: Writing = {
  type: relationshipRating,
  entity: RelationshipRatingEntity,
  constraints: {
    relationship_rating_once: {
      path: ['ratedId'],
      message: 'this organization has rated the other in this wave already: change that rating, or name another wave',
    },
  },
};
