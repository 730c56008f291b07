import { judgeDateOrder } from '../shared/dates/dates.ts';
import { type EventDay, judgeEventDay } from '../shared/dates/event-day.ts';
import { day, fields, judgeInput, nullable, oneOf, type optional } from '../shared/input.ts';
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
  /** The date of the cancellation. Null if the activity is not canceled. */
  canceledOn: string | null;
  /** The status before the cancellation, PLANNED or ACTIVE. Null if the activity is not canceled. */
  canceledFrom: ActivityStatus | null;
}

/** Checks the fields of a {@link DatedActivity}. `unlessAbsent` decides whether a date can be null only, or also left out. */
export function activityDateChecks(unlessAbsent: typeof nullable | typeof optional) {
  return {
    status: oneOf(activityStatuses),
    startsOn: unlessAbsent(day),
    endsOn: unlessAbsent(day),
    canceledOn: unlessAbsent(day),
    canceledFrom: unlessAbsent(oneOf(activityStatuses)),
  };
}

const datedActivity = fields<DatedActivity>(activityDateChecks(nullable));
const datedTransition = fields<EventDay & { transition: string }>({
  on: day,
  today: day,
  transition: oneOf(Object.keys(activityLife.transitions)),
});

/** Status and dates of a new activity that are not part of the command. */
export function plannedActivity(): Pick<DatedActivity, 'status' | 'canceledOn' | 'canceledFrom'> {
  return { status: activityLife.initial, canceledOn: null, canceledFrom: null };
}

/** The field with the date of each transition. */
const dateFields = { start: 'startsOn', complete: 'endsOn', cancel: 'canceledOn' } as const;

/**
 * Applies a transition to an activity on a date (`YYYY-MM-DD`). Starting sets `startsOn` and completing sets `endsOn`; the date
 * replaces the planned one. Canceling sets `canceledOn` and `canceledFrom`, and keeps the other dates, so that an analysis of
 * an earlier date includes the activity as it was.
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
  const changed = activityLife.transition(activity, transition);
  if (!changed.ok) return changed;
  const field = dateFields[transition];
  const issues = judgeEventDay(field, change);
  if (issues.length > 0) return refused(...issues);
  const { startsOn, endsOn, canceledOn, canceledFrom } = activity;
  const next = { startsOn, endsOn, canceledOn, canceledFrom, ...changed.value, [field]: on };
  return accepted(transition === 'cancel' ? { ...next, canceledFrom: activity.status } : next);
}

/** The status by which the dates of an activity are judged: that of the activity, or its status before the cancellation. */
export function statusOfDates({
  status,
  canceledFrom,
}: Pick<DatedActivity, 'status' | 'canceledFrom'>): ActivityStatus {
  return canceledFrom ?? status;
}

/**
 * Checks the dates of an activity. An end before the start is `DATES_OUT_OF_ORDER`, and so is a cancellation before the actual
 * start. `startsOn` is `REQUIRED` once the activity has started, `endsOn` once it was completed, and `canceledOn` once it was
 * canceled.
 */
export function judgeActivityDates(activity: DatedActivity): Issue[] {
  const { status, startsOn, endsOn, canceledOn } = activity;
  const hasStarted = ['ACTIVE', 'COMPLETED'].includes(statusOfDates(activity));
  return [
    ...(hasStarted && startsOn === null
      ? [required('startsOn', `\`startsOn\` is required for an activity with status ${status}.`)]
      : []),
    ...(status === 'COMPLETED' && endsOn === null
      ? [required('endsOn', `\`endsOn\` is required for an activity with status ${status}.`)]
      : []),
    ...(status === 'CANCELLED' && canceledOn === null
      ? [required('canceledOn', `\`canceledOn\` is required for an activity with status ${status}.`)]
      : []),
    ...judgeDateOrder({ start: startsOn, end: endsOn, path: 'endsOn' }),
    ...judgeDateOrder({ start: hasStarted ? startsOn : null, end: canceledOn, path: 'canceledOn' }),
  ];
}

function required(field: string, message: string): Issue {
  return { code: 'REQUIRED', path: [field], message };
}
