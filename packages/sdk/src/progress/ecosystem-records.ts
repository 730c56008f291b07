import type { ActivityStatus, CommitmentStatus } from '../activity/index.ts';
import type { IndicatorLevel } from '../indicator/index.ts';
import type { CycleStage } from '../learning/index.ts';
import type { Frequency } from '../period/index.ts';

/** The fields of a code that criteria use. */
interface Coded {
  scheme: string;
  code: string;
}

type Day = string;

/** A release, with the frequency of its indicator version. */
export interface Released {
  id: string;
  indicatorVersionId: string;
  frequency: Frequency;
  periodStart: Day;
  periodEnd: Day;
  releasedOn: Day;
  /** Whether it was withdrawn later. Then neither it nor a release that it replaced is current. */
  isWithdrawn?: boolean;
}

/**
 * The records of an ecosystem that criteria use, as plain objects in any order. Ids are TypeIDs, such as `goal_…`, because
 * evidence refers to records of several types. Dates are `YYYY-MM-DD`. A field that is null can be omitted. An empty list means
 * that no record of this kind exists.
 */
export interface EcosystemRecords {
  /**
   * Date of the assessment. Records that begin after this date or ended before it do not count. Records without dates count
   * in their current state.
   */
  on: Day;
  organizations: readonly {
    id: string;
    stakeholderGroups: readonly Coded[];
    engagement?: Coded | null;
    joinedOn?: Day | null;
    leftOn?: Day | null;
  }[];
  /** Organizations of other ecosystems that are partners of organizations of this ecosystem. They do not participate in it. */
  partnersElsewhere: readonly { id: string; stakeholderGroups: readonly Coded[] }[];
  partnerships: readonly {
    id: string;
    organizationId: string;
    partnerId: string;
    startedOn?: Day | null;
    endedOn?: Day | null;
  }[];
  /** Records of both sides, including those of other ecosystems. A membership is in effect if both sides have recorded it. */
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
    /** The terms that the agenda uses with an agreed meaning. */
    keyTermIds: readonly string[];
    ratifiedOn?: Day | null;
    supersededOn?: Day | null;
  }[];
  /**
   * Goals of all versions of the agenda. A record for a goal also counts for the goals that are based on it and, if its agenda
   * was ratified, for the goals that it is based on.
   */
  goals: readonly { id: string; commonAgendaId: string; code: string; order: number; basedOnId?: string | null }[];
  strategies: readonly {
    id: string;
    goalId: string;
    kind?: Coded | null;
    status: string;
    startsOn?: Day | null;
    endsOn?: Day | null;
  }[];
  endorsements: readonly {
    id: string;
    commonAgendaId: string;
    organizationId: string;
    endorsedOn: Day;
    withdrawnOn?: Day | null;
  }[];
  landscapeScans: readonly { id: string; scannedOn: Day }[];
  gaps: readonly { id: string; landscapeScanId: string; aspect: string; priority: number; closedOn?: Day | null }[];
  terms: readonly {
    id: string;
    term: string;
    status: string;
    usedIn: readonly string[];
    adoptedOn?: Day | null;
    retiredOn?: Day | null;
  }[];
  indicators: readonly { id: string; code: string; level?: IndicatorLevel; goalIds: readonly string[] }[];
  /** Declarations that an indicator contributes to a population-level indicator. */
  indicatorContributions: readonly { id: string; indicatorId: string; coreIndicatorId: string }[];
  /** Without `adoptedOn` or `retiredOn`, the date of the adoption or retirement is not known. */
  indicatorVersions: readonly {
    id: string;
    indicatorId: string;
    status: string;
    adoptedOn?: Day | null;
    retiredOn?: Day | null;
    effectiveFrom?: Day | null;
  }[];
  /** Agreements of organizations to report a version. */
  adoptions: readonly {
    id: string;
    indicatorVersionId: string;
    organizationId: string;
    startsOn: Day;
    endsOn?: Day | null;
  }[];
  /** Records of both sides of the adoption of a network's version by a member. `localVersionId` is set by the member. */
  networkAdoptions: readonly {
    id: string;
    ecosystemId: string;
    networkVersionId: string;
    adopterId: string;
    localVersionId?: string | null;
    startsOn: Day;
    endsOn?: Day | null;
  }[];
  /** Entries in the discussions of indicator versions. */
  discussionEntries: readonly { id: string; indicatorVersionId: string; saidOn: Day }[];
  /**
   * All releases, including replaced and withdrawn ones. `reporters` is the number of organizations that reported for the period. The dates
   * are the first and last day of the period, and the day of publication.
   */
  releases: readonly (Released & { reporters: number })[];
  /** Releases of the members' versions that the network's versions were adopted with. */
  memberReleases: readonly Released[];
  activities: readonly {
    id: string;
    status: ActivityStatus;
    setting?: Coded | null;
    strategyIds: readonly string[];
    outputs?: readonly { indicatorId?: string | null }[];
    startsOn?: Day | null;
    endsOn?: Day | null;
    canceledOn?: Day | null;
    /** The status before the cancellation. */
    canceledFrom?: ActivityStatus | null;
  }[];
  goalContributions: readonly { id: string; activityId: string; goalId: string; indicatorId?: string | null }[];
  reinforcements: readonly { id: string; activityId: string; reinforcedId: string }[];
  commitments: readonly {
    id: string;
    organizationId: string;
    goalId?: string | null;
    strategyId?: string | null;
    activityId?: string | null;
    status: CommitmentStatus;
    agreedOn?: Day | null;
    closedOn?: Day | null;
  }[];
  /** `cadence` is an ISO 8601 duration of at least one day, in working groups and communication plans. */
  workingGroups: readonly {
    id: string;
    name: string;
    cadence?: string | null;
    startedOn?: Day | null;
    endedOn?: Day | null;
  }[];
  meetings: readonly { id: string; kind: Coded; workingGroupId?: string | null; heldOn?: Day | null }[];
  communicationPlans: readonly {
    id: string;
    audience: string;
    cadence?: string | null;
    startsOn?: Day | null;
    endsOn?: Day | null;
  }[];
  communicationEvents: readonly { id: string; communicationPlanId: string; happenedOn: Day }[];
  backboneAppointments: readonly {
    id: string;
    role: 'LEAD' | 'SUPPORT';
    startedOn: Day;
    endedOn?: Day | null;
    functions: readonly Coded[];
    judgments: readonly { quality: Coded; met: boolean; judgedOn?: Day | null }[];
  }[];
  readinessAssessments: readonly { id: string; assessedOn: Day; criteria: readonly { criterion: Coded }[] }[];
  /** `startsOn` and `endsOn` are the funded period. The other dates are those on which the money was committed, received or declined. */
  funding: readonly {
    id: string;
    awardId?: string | null;
    status: string;
    committedOn?: Day | null;
    receivedOn?: Day | null;
    declinedOn?: Day | null;
    startsOn?: Day | null;
    endsOn?: Day | null;
  }[];
  policyActions: readonly { id: string; takenOn?: Day | null }[];
  improvementCycles: readonly {
    id: string;
    activityId?: string | null;
    stage: CycleStage;
    startsOn?: Day | null;
  }[];
  practices: readonly { id: string }[];
  /** An adoption is in effect from `adoptedOn` to the day before `discontinuedOn`. */
  practiceAdoptions: readonly { id: string; adoptedOn: Day; discontinuedOn?: Day | null }[];
}

/** A kind of record that criteria use: the name of a list in {@link EcosystemRecords}. */
export type RecordKind = Exclude<keyof EcosystemRecords, 'on'>;

/** The records of an ecosystem without records: every list is empty. */
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
  indicatorContributions: [],
  indicatorVersions: [],
  adoptions: [],
  networkAdoptions: [],
  discussionEntries: [],
  releases: [],
  memberReleases: [],
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
