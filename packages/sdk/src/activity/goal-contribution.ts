import { prose, reference } from '../shared/fields.ts';
import { defineRecord, type RecordOf } from '../shared/record.ts';

/**
 * What an activity is expected to do for a goal, by which mechanism, and which shared indicator should show it. Once for
 * each activity, goal and indicator; and once for an activity and a goal without an indicator.
 *
 * @see Kania & Kramer 2011, mutually reinforcing activities
 */
export const goalContribution = defineRecord({
  name: 'GoalContribution',
  prefix: 'goal_contribution',
  fields: {
    activityId: reference('activity'),
    goalId: reference('goal'),
    indicatorId: reference('indicator').nullable(),
    expectedEffect: prose().nullable(),
    mechanism: prose().nullable(),
  },
  within: 'activityId',
  fixed: ['goalId'],
});

/** See {@link contribution}. */
export type GoalContribution = RecordOf<typeof goalContribution>;
