import { judgeDateOrder } from '../shared/dates.ts';
import { type EventDay, judgeEventDay } from '../shared/event-day.ts';
import { day, fields, judgeInput, nullable, oneOf } from '../shared/input.ts';
import { lifeCycle } from '../shared/life-cycle.ts';
import { accepted, type Issue, type Outcome, refused } from '../shared/outcome.ts';

/** The statuses of an activity. */
export const activityStatuses = ['PLANNED', 'ACTIVE', 'COMPLETED', 'CANCELLED'] as const;
/** One of {@link activityStatuses}. */
export type ActivityStatus = (typeof activityStatuses)[number];

/** The life cycle of an activity: planned, then active, then completed. Planned and active activities can be canceled. */
export const activityLife = lifeCycle({
  noun: 'activity',
  statuses: activityStatuses,
  transitions: {
    start: { done: 'started', from: ['PLANNED'], to: 'ACTIVE' },
    complete: { done: 'completed', from: ['ACTIVE'], to: 'COMPLETED' },
    cancel: { done: 'canceled', from: ['PLANNED', 'ACTIVE'], to: 'CANCELLED' },
  },
});

/** Status and dates (`YYYY-MM-DD`) of an activity. */
export interface DatedActivity {
  status: ActivityStatus;
  startsOn: string | null;
  endsOn: string | null;
}

const datedActivity = fields<DatedActivity>({
  status: oneOf(activityStatuses),
  startsOn: nullable(day),
  endsOn: nullable(day),
});
const datedTransition = fields<EventDay & { transition: string }>({
  on: day,
  today: day,
  transition: oneOf(Object.keys(activityLife.transitions)),
});

/**
 * Applies a transition to an activity on a date (`YYYY-MM-DD`). Starting sets `startsOn`, the other transitions set `endsOn`;
 * the date replaces the planned one. An activity that is canceled before it started has no `startsOn`.
 *
 * Returns `ILLEGAL_TRANSITION` if the status does not allow the transition, and `OUT_OF_RANGE` for a future date. The rules of
 * the record check that the end is not before the start.
 */
export function transitionActivity(
  activity: DatedActivity,
  change: EventDay & { transition: keyof typeof activityLife.transitions },
): Outcome<DatedActivity> {
  const malformed = judgeInput({ activity, change }, { activity: datedActivity, change: datedTransition });
  if (malformed.length > 0) return refused(...malformed);
  const { transition, on } = change;
  const { status, startsOn, endsOn } = activity;
  const changed = activityLife.transition(activity, transition);
  if (!changed.ok) return changed;
  const issues = judgeEventDay(transition === 'start' ? 'startsOn' : 'endsOn', change);
  if (issues.length > 0) return refused(...issues);
  if (transition === 'start') return accepted({ ...changed.value, startsOn: on, endsOn });
  return accepted({ ...changed.value, startsOn: status === 'PLANNED' ? null : startsOn, endsOn: on });
}

/**
 * Checks the dates of an activity. An end before the start is `DATES_OUT_OF_ORDER`. `startsOn` is `REQUIRED` once the activity
 * has started, `endsOn` once it has ended.
 */
export function judgeActivityDates({ status, startsOn, endsOn }: DatedActivity): Issue[] {
  const hasStarted = status === 'ACTIVE' || status === 'COMPLETED';
  const hasEnded = status === 'COMPLETED' || status === 'CANCELLED';
  return [
    ...(hasStarted && startsOn === null
      ? [required('startsOn', `\`startsOn\` is required for an activity with status ${status}.`)]
      : []),
    ...(hasEnded && endsOn === null
      ? [required('endsOn', `\`endsOn\` is required for an activity with status ${status}.`)]
      : []),
    ...judgeDateOrder({ start: startsOn, end: endsOn, path: 'endsOn' }),
  ];
}

function required(field: string, message: string): Issue {
  return { code: 'REQUIRED', path: [field], message };
}
