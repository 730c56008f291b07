import { activity } from './activity.ts';
import { commitment } from './commitment.ts';
import { goalContribution } from './goal-contribution.ts';
import { reinforcement } from './reinforcement.ts';

/** The record types of this domain. */
export const activityRecords = [activity, goalContribution, reinforcement, commitment] as const;
