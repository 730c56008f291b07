import { day, fields, list, oneOf, optional } from '../shared/input.ts';
import { type ActivityStatus, activityStatuses } from './activity-life-cycle.ts';
import type { AlignedActivity, AlignedCommitment } from './alignment-source.ts';

/** Which activities and commitments an answer counts. */
export interface Counting {
  /** The day looked at, `YYYY-MM-DD`; now where left out. */
  on?: string | null | undefined;
  /** The states of activities that count. */
  statuses?: readonly ActivityStatus[] | null | undefined;
}

/** Checks {@link Counting}. */
export const countingOptions = fields<Counting>({
  on: optional(day),
  statuses: optional(list(oneOf(activityStatuses))),
});

const now: readonly ActivityStatus[] = ['PLANNED', 'ACTIVE'];
const onDay: readonly ActivityStatus[] = ['PLANNED', 'ACTIVE', 'COMPLETED'];

/**
 * Whether an activity counts. Without a day, it does while it is planned or under way. With a day, it does where the day
 * is none before its start and none after its end, what is unknown being open, unless it was cancelled. Other states
 * count where `statuses` names them.
 */
export function activityCounts(activity: AlignedActivity, { on, statuses }: Counting = {}): boolean {
  if (!(statuses ?? (on == null ? now : onDay)).includes(activity.status)) return false;
  return on == null || ((activity.startsOn ?? on) <= on && (activity.endsOn ?? on) >= on);
}

/**
 * Whether a commitment counts. Without a day, it does once it is agreed, and when it was fulfilled. With a day, it does
 * where it was agreed by then (or its day is unknown), and not yet withdrawn or missed.
 */
export function commitmentCounts(commitment: AlignedCommitment, { on }: Pick<Counting, 'on'> = {}): boolean {
  const { status, agreedOn, closedOn } = commitment;
  const kept = status === 'AGREED' || status === 'FULFILLED';
  if (on == null) return kept;
  if (kept) return (agreedOn ?? on) <= on;
  return agreedOn != null && agreedOn <= on && closedOn != null && closedOn > on;
}
