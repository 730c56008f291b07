import { partnership } from './partnership.ts';
import { relationshipRating } from './relationship-rating.ts';
import { surveyWave } from './survey-wave.ts';

/** The record types of this domain. */
export const partnershipRecords = [partnership, surveyWave, relationshipRating] as const;
