import { prose, reference } from '../shared/fields.ts';
import { defineRecord, type RecordOf } from '../shared/record.ts';

/**
 * The reinforcement of an activity by another activity, and its mechanism: how the one strengthens the other. A pair of activities has at most one reinforcement
 * in each direction. An activity cannot reinforce itself.
 *
 * @see Kania & Kramer 2011, mutually reinforcing activities
 */
export const reinforcement = defineRecord({
  name: 'Reinforcement',
  prefix: 'reinforcement',
  fields: {
    activityId: reference('activity'),
    reinforcedId: reference('activity'),
    mechanism: prose().nullable(),
  },
  within: 'activityId',
  fixed: ['reinforcedId'],
  judge: ({ activityId, reinforcedId }) => {
    if (activityId !== reinforcedId) return [];
    return [
      {
        code: 'INVALID',
        path: ['reinforcedId'],
        message: 'An activity cannot reinforce itself. `reinforcedId` must differ from `activityId`.',
      },
    ];
  },
});

/** See {@link reinforcement}. */
export type Reinforcement = RecordOf<typeof reinforcement>;
