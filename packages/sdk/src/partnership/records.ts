import { partnership } from './partnership.ts';
import { relationshipRating } from './relationship-rating.ts';

/** The record types of this domain. */
export const partnershipRecords = [partnership, relationshipRating] as const;
