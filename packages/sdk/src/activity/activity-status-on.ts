import { type ActivityStatus, type DatedActivity, statusOfDates } from './activity-life-cycle.ts';

/**
 * The status of an activity on a date. Later transitions do not change it. An activity is ACTIVE from its start to its last day,
 * or to the day before it was canceled. Without the date of a transition, the current status counts.
 */
export function activityStatusOn(
  activity: Pick<DatedActivity, 'status'> & { [Field in keyof DatedActivity]?: DatedActivity[Field] | undefined },
  on: string,
): ActivityStatus {
  const { status, startsOn, endsOn, canceledOn, canceledFrom = null } = activity;
  if (status === 'CANCELLED' && (canceledOn ?? on) <= on) return status;
  if (status === 'COMPLETED' && endsOn != null && endsOn < on) return status;
  const hasStarted = statusOfDates({ status, canceledFrom }) !== 'PLANNED' && (startsOn ?? on) <= on;
  return hasStarted ? 'ACTIVE' : 'PLANNED';
}
