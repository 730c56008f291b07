import { judgeDateOrder } from '../shared/dates.ts';
import { type DayOfStep, judgeDayOfStep } from '../shared/day-of-step.ts';
import { day, fields, judgeInput, nullable, oneOf } from '../shared/input.ts';
import { lifeCycle } from '../shared/life-cycle.ts';
import { accepted, type Issue, type Outcome, refused } from '../shared/outcome.ts';

/** The life cycle of an activity. */
export const activityStatuses = ['PLANNED', 'ACTIVE', 'COMPLETED', 'CANCELLED'] as const;
/** One of {@link activityStatuses}. */
export type ActivityStatus = (typeof activityStatuses)[number];

/** The life of an activity: what is planned begins, and ends as it was meant to; or it is called off. */
export const activityLife = lifeCycle({
  noun: 'activity',
  statuses: activityStatuses,
  transitions: {
    start: { done: 'started', from: ['PLANNED'], to: 'ACTIVE' },
    complete: { done: 'completed', from: ['ACTIVE'], to: 'COMPLETED' },
    cancel: { done: 'cancelled', from: ['PLANNED', 'ACTIVE'], to: 'CANCELLED' },
  },
});

/** How far an activity has come, and when; days are `YYYY-MM-DD`. */
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
const datedTransition = fields<DayOfStep & { transition: string }>({
  on: day,
  today: day,
  transition: oneOf(Object.keys(activityLife.transitions)),
});

/**
 * Applies a transition to an activity on a day, which takes the place of the planned one: starting says when it began, the
 * others when it ended. One that is cancelled before it began has no beginning.
 *
 * `ILLEGAL_TRANSITION` if its status does not allow the transition; `OUT_OF_RANGE` on a day that is still to come. That it
 * ends no sooner than it began is a rule of the record.
 */
export function transitionActivity(
  activity: DatedActivity,
  taken: DayOfStep & { transition: keyof typeof activityLife.transitions },
): Outcome<DatedActivity> {
  const malformed = judgeInput({ activity, taken }, { activity: datedActivity, taken: datedTransition });
  if (malformed.length > 0) return refused(...malformed);
  const { transition, on } = taken;
  const { status, startsOn, endsOn } = activity;
  const changed = activityLife.transition(activity, transition);
  if (!changed.ok) return changed;
  const issues = judgeDayOfStep(transition === 'start' ? 'startsOn' : 'endsOn', taken);
  if (issues.length > 0) return refused(...issues);
  if (transition === 'start') return accepted({ ...changed.value, startsOn: on, endsOn });
  return accepted({ ...changed.value, startsOn: status === 'PLANNED' ? null : startsOn, endsOn: on });
}

/**
 * What is wrong with the days of an activity: it ends before it begins, `DATES_OUT_OF_ORDER`; one that began does not say
 * when, or one that is over, `REQUIRED`.
 */
export function judgeActivityDays({ status, startsOn, endsOn }: DatedActivity): Issue[] {
  const began = status === 'ACTIVE' || status === 'COMPLETED';
  const over = status === 'COMPLETED' || status === 'CANCELLED';
  return [
    ...(began && startsOn === null
      ? [required('startsOn', `\`startsOn\` is required for an activity with status ${status}.`)]
      : []),
    ...(over && endsOn === null
      ? [required('endsOn', `\`endsOn\` is required for an activity with status ${status}.`)]
      : []),
    ...judgeDateOrder({ start: startsOn, end: endsOn, path: 'endsOn' }),
  ];
}

function required(field: string, message: string): Issue {
  return { code: 'REQUIRED', path: [field], message };
}
