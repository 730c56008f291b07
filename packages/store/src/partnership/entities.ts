import { PartnershipEntity } from './partnership.entity.ts';
import { RelationshipRatingEntity } from './relationship-rating.entity.ts';

/** The kinds of record of this room. */
export const partnershipEntities = [PartnershipEntity, RelationshipRatingEntity] as const;
