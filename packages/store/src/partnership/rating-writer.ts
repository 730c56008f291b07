import { relationshipRating } from '@collective-impact/sdk/partnership';
import type { RecordDefinition } from '../shared/record-definition.ts';
import { RelationshipRatingEntity } from './relationship-rating.entity.ts';

/** How relationship ratings are stored: one per wave and direction. */
export const relationshipRatingDefinition: RecordDefinition<
  typeof relationshipRating,
  typeof RelationshipRatingEntity
> = {
  type: relationshipRating,
  entity: RelationshipRatingEntity,
  constraints: {
    relationship_rating_once: {
      path: ['ratedId'],
      message:
        'This organization has already rated the other organization in this wave. Update that rating, or choose another `wave`.',
    },
  },
};
