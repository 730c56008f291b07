import {
  accepted,
  activity,
  activityLife,
  activityStepValues,
  type DatedActivity,
  refused,
  stepActivity,
} from '@collective-impact/sdk';
import { dayOf } from '../shared/day-of-step.ts';
import { judgeDaysOfChange } from '../shared/lived-days.ts';
import type { Transition, Writing } from '../shared/writing.ts';
import { ActivityEntity } from './activity.entity.ts';

/** How activities are written. */
export const activityWriting: Writing = {
  type: activity,
  entity: ActivityEntity,
  onCreate: async () => accepted({ status: activityLife.initial }),
  onUpdate: async (unit, { record, changes }) => {
    const issues = await judgeDaysOfChange(unit, { record, changes });
    return issues.length > 0 ? refused(...issues) : accepted({});
  },
  constraints: {},
};

/** Begins a planned activity. */
export const activityStart = transition('startActivity', { step: 'start', day: 'startsOn' });

/** Ends an activity that has come to its end. */
export const activityCompletion = transition('completeActivity', { step: 'complete', day: 'endsOn' });

/** Calls an activity off. */
export const activityCancellation = transition('cancelActivity', { step: 'cancel', day: 'endsOn' });

function transition(
  name: 'startActivity' | 'completeActivity' | 'cancelActivity',
  { step, day }: { step: keyof typeof activityLife.steps; day: 'startsOn' | 'endsOn' },
): Transition {
  return {
    name,
    writing: activityWriting,
    values: activityStepValues[name],
    rule: async (unit, { record, values }) => {
      const stepped = stepActivity(record as unknown as DatedActivity, {
        step,
        ...(await dayOf(unit, { record, on: values[day] })),
      });
      return stepped.ok ? accepted({ ...stepped.value }) : stepped;
    },
  };
}
