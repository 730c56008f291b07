import { day, fields, list, oneOf, optional } from '../shared/input.ts';
import { type ActivityStatus, activityStatuses } from './activity-life-cycle.ts';
import type { AlignedActivity, AlignedCommitment } from './alignment-source.ts';

/** Selects the activities and commitments that an alignment includes. */
export interface AlignmentOptions {
  /** A date, `YYYY-MM-DD`. Without it, the alignment includes what is current now. */
  on?: string | null | undefined;
  /** Statuses of the included activities. By default PLANNED and ACTIVE, with `on` also COMPLETED. */
  statuses?: readonly ActivityStatus[] | null | undefined;
}

/** Checks {@link AlignmentOptions}. */
export const alignmentOptions = fields<AlignmentOptions>({
  on: optional(day),
  statuses: optional(list(oneOf(activityStatuses))),
});

const statusesNow: readonly ActivityStatus[] = ['PLANNED', 'ACTIVE'];
const statusesOnDate: readonly ActivityStatus[] = ['PLANNED', 'ACTIVE', 'COMPLETED'];

/**
 * Whether an alignment includes an activity: its status must be one of `statuses`. With `on`, that date must not be before
 * the start or after the end of the activity. A missing start or end sets no limit.
 */
export function isActivityIncluded(activity: AlignedActivity, { on, statuses }: AlignmentOptions = {}): boolean {
  if (!(statuses ?? (on == null ? statusesNow : statusesOnDate)).includes(activity.status)) return false;
  return on == null || ((activity.startsOn ?? on) <= on && (activity.endsOn ?? on) >= on);
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
