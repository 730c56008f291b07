import { activity } from './activity.ts';
import { commitment } from './commitment.ts';
import { goalContribution } from './goal-contribution.ts';
import { reinforcement } from './reinforcement.ts';

/** The kinds of record of this room. */
export const activityRecords = [activity, goalContribution, reinforcement, commitment] as const;
