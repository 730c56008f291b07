import type { ActivityStatus, CommitmentStatus } from '../activity/index.ts';
import type { CycleStage } from '../learning/index.ts';

/** A term of a code list, as far as criteria look at it. */
interface Coded {
  scheme: string;
  code: string;
}

type Day = string;

/**
 * The records of an ecosystem that frameworks judge by, as plain objects in any order; ids are those by which records are
 * known outside (`goal_…`), since evidence names records of many kinds. Days are `YYYY-MM-DD`; what may be null may be left
 * out. Of an empty list nothing is recorded.
 */
export interface EcosystemRecords {
  /**
   * The day for which is judged. What begins later does not count, nor does what has ended before it, by the days that
   * records keep; what keeps no days counts as it stands in the records given.
   */
  on: Day;
  organizations: readonly {
    id: string;
    stakeholderGroups: readonly Coded[];
    engagement?: Coded | null;
    joinedOn?: Day | null;
    leftOn?: Day | null;
  }[];
  /** Organizations of other ecosystems that are partners of some of this one; they take no part in it. */
  partnersElsewhere: readonly { id: string; stakeholderGroups: readonly Coded[] }[];
  partnerships: readonly {
    id: string;
    organizationId: string;
    partnerId: string;
    startedOn?: Day | null;
    endedOn?: Day | null;
  }[];
  /** The halves of both sides, those of other ecosystems included: a membership holds where both say so. */
  networkMemberships: readonly {
    id: string;
    ecosystemId: string;
    networkId: string;
    memberId: string;
    startedOn: Day;
    endedOn?: Day | null;
  }[];
  agendas: readonly {
    id: string;
    status: string;
    vision?: string | null;
    ratifiedOn?: Day | null;
    supersededOn?: Day | null;
  }[];
  /** Of every version of the agenda: what serves a goal serves the one that goes on from it. */
  goals: readonly { id: string; commonAgendaId: string; code: string; order: number; basedOnId?: string | null }[];
  strategies: readonly {
    id: string;
    goalId: string;
    kind?: Coded | null;
    status: string;
    startsOn?: Day | null;
  }[];
  endorsements: readonly {
    id: string;
    commonAgendaId: string;
    organizationId: string;
    endorsedOn: Day;
    withdrawnOn?: Day | null;
  }[];
  landscapeScans: readonly { id: string; scannedOn: Day }[];
  gaps: readonly { id: string; landscapeScanId: string; aspect: string; priority: number }[];
  terms: readonly {
    id: string;
    status: string;
    usedIn: readonly string[];
    adoptedOn?: Day | null;
    retiredOn?: Day | null;
  }[];
  indicators: readonly { id: string; code: string; goalIds: readonly string[] }[];
  indicatorVersions: readonly { id: string; indicatorId: string; status: string; effectiveFrom?: Day | null }[];
  /** What was said of versions before they were adopted. */
  discussionEntries: readonly { id: string; indicatorVersionId: string; saidOn: Day }[];
  /** `periodEnd` is the last day of the period that the figures are about. */
  releases: readonly { id: string; indicatorVersionId: string; periodEnd: Day }[];
  activities: readonly {
    id: string;
    status: ActivityStatus;
    setting?: Coded | null;
    strategyIds: readonly string[];
    startsOn?: Day | null;
    endsOn?: Day | null;
  }[];
  goalContributions: readonly { id: string; activityId: string; goalId: string }[];
  reinforcements: readonly { id: string; activityId: string; reinforcedId: string }[];
  commitments: readonly {
    id: string;
    organizationId: string;
    status: CommitmentStatus;
    agreedOn?: Day | null;
    closedOn?: Day | null;
  }[];
  workingGroups: readonly { id: string; name: string; startedOn?: Day | null; endedOn?: Day | null }[];
  meetings: readonly { id: string; kind: Coded; workingGroupId?: string | null; heldOn?: Day | null }[];
  communicationPlans: readonly { id: string; audience: string; startsOn?: Day | null }[];
  communicationEvents: readonly { id: string; communicationPlanId: string; happenedOn: Day }[];
  backboneAppointments: readonly {
    id: string;
    role: 'LEAD' | 'SUPPORT';
    startedOn: Day;
    endedOn?: Day | null;
    functions: readonly Coded[];
    judgements: readonly { quality: Coded; met: boolean; judgedOn?: Day | null }[];
  }[];
  readinessAssessments: readonly { id: string; assessedOn: Day; criteria: readonly { criterion: Coded }[] }[];
  funding: readonly { id: string; status: string }[];
  policyActions: readonly { id: string; takenOn?: Day | null }[];
  improvementCycles: readonly {
    id: string;
    activityId?: string | null;
    stage: CycleStage;
    startsOn?: Day | null;
  }[];
  practices: readonly { id: string }[];
  practiceAdoptions: readonly { id: string; adoptedOn: Day }[];
}

/** A kind of record that criteria look at, by the name of its list in {@link EcosystemRecords}. */
export type RecordKind = Exclude<keyof EcosystemRecords, 'on'>;

/** Of an ecosystem of which nothing is recorded. */
export const noRecords: Readonly<Omit<EcosystemRecords, 'on'>> = {
  organizations: [],
  partnersElsewhere: [],
  partnerships: [],
  networkMemberships: [],
  agendas: [],
  goals: [],
  strategies: [],
  endorsements: [],
  landscapeScans: [],
  gaps: [],
  terms: [],
  indicators: [],
  indicatorVersions: [],
  discussionEntries: [],
  releases: [],
  activities: [],
  goalContributions: [],
  reinforcements: [],
  commitments: [],
  workingGroups: [],
  meetings: [],
  communicationPlans: [],
  communicationEvents: [],
  backboneAppointments: [],
  readinessAssessments: [],
  funding: [],
  policyActions: [],
  improvementCycles: [],
  practices: [],
  practiceAdoptions: [],
};
