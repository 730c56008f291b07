import { activity } from './activity.ts';
import { commitment } from './commitment.ts';
import { contribution } from './contribution.ts';
import { reinforcement } from './reinforcement.ts';

/** The record types of this domain. */
export const activityRecords = [activity, contribution, reinforcement, commitment] as const;
