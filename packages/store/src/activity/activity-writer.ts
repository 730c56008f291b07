import { accepted, refused } from '@collective-impact/sdk';
import {
  activity,
  activityLife,
  activityTransitionValues,
  plannedActivity,
  transitionActivity,
} from '@collective-impact/sdk/activity';
import { eventDayOf } from '../shared/event-day.ts';
import type { RecordDefinition } from '../shared/record-definition.ts';
import { type TransitionOf, transition } from '../shared/transition.ts';
import { judgeChangedWorkDates } from '../shared/work-dates.ts';
import { ActivityEntity } from './activity.entity.ts';

/** How activities are stored. */
export const activityDefinition: RecordDefinition<typeof activity, typeof ActivityEntity> = {
  type: activity,
  entity: ActivityEntity,
  life: activityLife,
  onCreate: async () => accepted(plannedActivity()),
  onUpdate: async (unit, { record, changes }) => {
    const dated = { ...record, status: record.canceledFrom ?? record.status };
    const issues = await judgeChangedWorkDates(unit, { record: dated, changes });
    return issues.length > 0 ? refused(...issues) : accepted({});
  },
  constraints: {},
};

/** Starts a planned activity. */
export const startActivity: TransitionOf<typeof activityDefinition, typeof activityTransitionValues.startActivity> =
  transition(activityDefinition, {
    name: 'startActivity',
    byOwner: true,
    values: activityTransitionValues.startActivity,
    rule: async (unit, { record, values }) =>
      transitionActivity(record, { transition: 'start', ...(await eventDayOf(unit, { record, on: values.startsOn })) }),
  });

/** Completes an activity that has ended as planned. */
export const completeActivity: TransitionOf<
  typeof activityDefinition,
  typeof activityTransitionValues.completeActivity
> = transition(activityDefinition, {
  name: 'completeActivity',
  byOwner: true,
  values: activityTransitionValues.completeActivity,
  rule: async (unit, { record, values }) =>
    transitionActivity(record, { transition: 'complete', ...(await eventDayOf(unit, { record, on: values.endsOn })) }),
});

/** Cancels an activity. Its dates are kept. */
export const cancelActivity: TransitionOf<typeof activityDefinition, typeof activityTransitionValues.cancelActivity> =
  transition(activityDefinition, {
    name: 'cancelActivity',
    byOwner: true,
    values: activityTransitionValues.cancelActivity,
    rule: async (unit, { record, values }) =>
      transitionActivity(record, {
        transition: 'cancel',
        ...(await eventDayOf(unit, { record, on: values.canceledOn })),
      }),
  });
