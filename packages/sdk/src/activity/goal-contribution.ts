import { prose, reference } from '../shared/fields.ts';
import { defineRecord, type RecordOf } from '../shared/record.ts';

/**
 * The expected contribution of an activity to a goal: its effect, its mechanism, and the shared indicator that should measure
 * it. An activity has at most one per goal and indicator, and at most one per goal without an indicator.
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

/** See {@link goalContribution}. */
export type GoalContribution = RecordOf<typeof goalContribution>;
