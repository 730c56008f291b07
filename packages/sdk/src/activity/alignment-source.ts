import type { Code } from '../shared/code.ts';
import type { ActivityStatus } from './activity-life-cycle.ts';
import type { CommitmentStatus } from './commitment-life-cycle.ts';

/** A place: the same as another where scheme and code are. */
export type AlignedPlace = Pick<Code, 'scheme' | 'code'> & Partial<Code>;

/** What alignment looks at in an activity; days are `YYYY-MM-DD`. */
export interface AlignedActivity {
  id: string;
  status: ActivityStatus;
  leadId?: string | null;
  participants?: readonly { organizationId: string }[];
  strategyIds?: readonly string[];
  population?: string | null;
  place?: AlignedPlace | null;
  startsOn?: string | null;
  endsOn?: string | null;
}

/** What alignment looks at in a commitment. */
export interface AlignedCommitment {
  id: string;
  organizationId: string;
  status: CommitmentStatus;
  goalId?: string | null;
  strategyId?: string | null;
  activityId?: string | null;
  agreedOn?: string | null;
  closedOn?: string | null;
}

/**
 * The records of an ecosystem that alignment is worked out from, as plain objects, in any order. What a list leaves out
 * is as if it were not there.
 */
export interface AlignmentSource {
  /** The goals of the agenda that is looked at. */
  goals: readonly { id: string; order?: number; basedOnId?: string | null }[];
  /** Goals of other versions that those go on from, directly or not: what serves one of them serves its successor. */
  earlierGoals?: readonly { id: string; basedOnId?: string | null }[];
  activities: readonly AlignedActivity[];
  organizations?: readonly { id: string; joinedOn?: string | null; leftOn?: string | null }[];
  strategies?: readonly { id: string; goalId: string }[];
  indicators?: readonly { id: string; goalIds: readonly string[] }[];
  contributions?: readonly { id: string; activityId: string; goalId: string }[];
  reinforcements?: readonly { id: string; activityId: string; reinforcedId: string }[];
  commitments?: readonly AlignedCommitment[];
}
