import type { PlaceInHierarchy } from '../ecosystem/index.ts';
import { placeInput } from '../ecosystem/internal.ts';
import type { IndicatorLevel } from '../indicator/index.ts';
import type { Code } from '../shared/code.ts';
import { coded, day, fields, list, number, omissible, oneOf, optional, text } from '../shared/input.ts';
import { type ActivityStatus, activityDateChecks } from './activity-life-cycle.ts';
import { type CommitmentStatus, commitmentStatuses } from './commitment-life-cycle.ts';
import { chainChecks } from './results-chain.ts';

/** A place or population. Those with the same scheme and code are equal. */
export type AlignedCode = Pick<Code, 'scheme' | 'code'> & Partial<Code>;

/** The fields of an activity that the alignment uses. Dates are `YYYY-MM-DD`. */
export interface AlignedActivity {
  id: string;
  status: ActivityStatus;
  leadId?: string | null;
  participants?: readonly { organizationId: string }[];
  strategyIds?: readonly string[];
  outputs?: readonly { indicatorId?: string | null }[];
  population?: string | null;
  populations?: readonly AlignedCode[];
  place?: AlignedCode | null;
  serviceAreas?: readonly AlignedCode[];
  startsOn?: string | null;
  endsOn?: string | null;
  canceledOn?: string | null;
  /** The status before the cancellation. */
  canceledFrom?: ActivityStatus | null;
}

/** The fields of a commitment that the alignment uses. Dates are `YYYY-MM-DD`. */
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
 * The records of an ecosystem from which the alignment is computed, as plain objects in any order. Only these records are
 * included. Without `organizations`, organizations are included by their activities and commitments.
 */
export interface AlignmentSource {
  /** The goals of the agenda version. */
  goals: readonly { id: string; order?: number; basedOnId?: string | null }[];
  /** Goals of other versions that `goals` continue, directly or indirectly. Whatever serves them also serves `goals`. */
  earlierGoals?: readonly { id: string; basedOnId?: string | null }[];
  /**
   * Goals of other versions that were ratified. Whatever serves them also serves the goals among `goals` that they continue,
   * directly or indirectly. Goals that such a goal continues through a draft are found if the draft's are in `earlierGoals`.
   */
  laterGoals?: readonly { id: string; basedOnId?: string | null }[];
  activities: readonly AlignedActivity[];
  organizations?: readonly { id: string; joinedOn?: string | null; leftOn?: string | null }[];
  strategies?: readonly { id: string; goalId: string }[];
  indicators?: readonly { id: string; level?: IndicatorLevel; goalIds: readonly string[] }[];
  /** Declarations that an indicator contributes to a core indicator. Both must be among `indicators`. */
  indicatorContributions?: readonly { id: string; indicatorId: string; coreIndicatorId: string }[];
  goalContributions?: readonly { id: string; activityId: string; goalId: string; indicatorId?: string | null }[];
  reinforcements?: readonly { id: string; activityId: string; reinforcedId: string }[];
  commitments?: readonly AlignedCommitment[];
  /** Places and the places that contain them. A parent that is not among them is ignored. */
  places?: readonly PlaceInHierarchy[];
}

const alignedActivity = fields<AlignedActivity>({
  id: text,
  ...activityDateChecks(optional),
  leadId: optional(text),
  participants: omissible(list(fields<{ organizationId: string }>({ organizationId: text }))),
  strategyIds: omissible(list(text)),
  outputs: chainChecks.outputs,
  population: optional(text),
  populations: omissible(list(coded)),
  place: optional(coded),
  serviceAreas: omissible(list(coded)),
});

/** Checks the fields of an {@link AlignedCommitment} without its id. */
export const commitmentChecks = {
  organizationId: text,
  status: oneOf(commitmentStatuses),
  goalId: optional(text),
  strategyId: optional(text),
  activityId: optional(text),
  agreedOn: optional(day),
  closedOn: optional(day),
};

/** Checks the fields of a reinforcement without its id. */
export const reinforcementChecks = { activityId: text, reinforcedId: text };

const otherGoal = fields<{ id: string; basedOnId: string }>({ id: text, basedOnId: optional(text) });

/** Checks {@link AlignmentSource}. */
export const alignmentSource = fields<AlignmentSource>({
  goals: list(
    fields<AlignmentSource['goals'][number]>({ id: text, order: optional(number), basedOnId: optional(text) }),
  ),
  earlierGoals: omissible(list(otherGoal)),
  laterGoals: omissible(list(otherGoal)),
  activities: list(alignedActivity),
  organizations: omissible(
    list(
      fields<{ id: string; joinedOn: string; leftOn: string }>({
        id: text,
        joinedOn: optional(day),
        leftOn: optional(day),
      }),
    ),
  ),
  strategies: omissible(list(fields<{ id: string; goalId: string }>({ id: text, goalId: text }))),
  indicators: omissible(list(fields(chainChecks.indicator))),
  indicatorContributions: omissible(list(fields({ id: text, ...chainChecks.indicatorContribution }))),
  goalContributions: omissible(list(fields({ id: text, goalId: text, ...chainChecks.goalContribution }))),
  reinforcements: omissible(list(fields({ id: text, ...reinforcementChecks }))),
  commitments: omissible(list(fields({ id: text, ...commitmentChecks }))),
  places: omissible(list(placeInput)),
});
