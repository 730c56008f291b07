import { day, fields, list, oneOf, optional } from '../shared/input.ts';
import { type ActivityStatus, activityStatuses } from './activity-life-cycle.ts';
import { activityStatusOn } from './activity-status-on.ts';
import type { AlignedActivity, AlignedCommitment } from './alignment-source.ts';

/** Selects the activities and commitments that an alignment includes. */
export interface AlignmentOptions {
  /** A date, `YYYY-MM-DD`. Without it, the alignment includes what is current now. */
  on?: string | null | undefined;
  /** Statuses of the included activities: now, or on the date `on`. PLANNED and ACTIVE by default. */
  statuses?: readonly ActivityStatus[] | null | undefined;
}

/** Checks {@link AlignmentOptions}. */
export const alignmentOptions = fields<AlignmentOptions>({
  on: optional(day),
  statuses: optional(list(oneOf(activityStatuses))),
});

const defaultStatuses: readonly ActivityStatus[] = ['PLANNED', 'ACTIVE'];

/**
 * Whether an alignment includes an activity: its status must be one of `statuses`. With `on`, this is its status on that
 * date. A planned or active activity must then not begin after that date or end before it. A missing start or end sets no limit.
 */
export function isActivityIncluded(activity: AlignedActivity, { on, statuses }: AlignmentOptions = {}): boolean {
  const status = on == null ? activity.status : activityStatusOn(activity, on);
  if (!(statuses ?? defaultStatuses).includes(status)) return false;
  if (on == null || !defaultStatuses.includes(status)) return true;
  return (activity.startsOn ?? on) <= on && (activity.endsOn ?? on) >= on;
}

/**
 * Whether an alignment includes a commitment. Without `on`, agreed and fulfilled commitments are included. With `on`,
 * commitments are included that were agreed on or before that date, and not withdrawn or missed by then. An agreed or fulfilled
 * commitment without `agreedOn` is included.
 */
export function isCommitmentIncluded(
  commitment: AlignedCommitment,
  { on }: Pick<AlignmentOptions, 'on'> = {},
): boolean {
  const { status, agreedOn, closedOn } = commitment;
  const isValid = status === 'AGREED' || status === 'FULFILLED';
  if (on == null) return isValid;
  if (isValid) return (agreedOn ?? on) <= on;
  return agreedOn != null && agreedOn <= on && closedOn != null && closedOn > on;
}
