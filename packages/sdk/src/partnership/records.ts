import { partnership } from './partnership.ts';
import { relationshipRating } from './relationship-rating.ts';

/** The kinds of record of this room. */
export const partnershipRecords = [partnership, relationshipRating] as const;
