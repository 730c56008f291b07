import { parsePeriod } from '@collective-impact/sdk/period';
import type { EcosystemRecords, RecordKind } from '@collective-impact/sdk/progress';
import type { EntitySchema } from '@mikro-orm/core';
import { type RawBuilder, sql } from 'kysely';
import { ActivityEntity, CommitmentEntity, GoalContributionEntity, ReinforcementEntity } from '../activity/index.ts';
import { CommonAgendaEntity, EndorsementEntity, GoalEntity, StrategyEntity, TermEntity } from '../agenda/index.ts';
import {
  BackboneAppointmentEntity,
  FundingEntity,
  PolicyActionEntity,
  ReadinessAssessmentEntity,
} from '../backbone/index.ts';
import {
  CommunicationEventEntity,
  CommunicationPlanEntity,
  MeetingEntity,
  WorkingGroupEntity,
} from '../communication/index.ts';
import { NetworkMembershipEntity, OrganizationEntity } from '../ecosystem/index.ts';
import {
  AdoptionEntity,
  DiscussionEntryEntity,
  IndicatorContributionEntity,
  IndicatorEntity,
  IndicatorVersionEntity,
  NetworkAdoptionEntity,
} from '../indicator/index.ts';
import { GapEntity, LandscapeScanEntity } from '../landscape/index.ts';
import { ImprovementCycleEntity, PracticeAdoptionEntity, PracticeEntity } from '../learning/index.ts';
import { PartnershipEntity } from '../partnership/index.ts';
import { ReleaseEntity, wasCurrentRelease } from '../release/index.ts';

type Fields<Kind extends RecordKind> = { [Field in keyof Required<Omit<EcosystemRecords[Kind][number], 'id'>>]: true };

/** How a kind of record is read: its entity, and its fields without the id. */
interface RecordSource<Kind extends RecordKind> {
  entity: EntitySchema;
  fields: Fields<Kind>;
  /** Condition that selects the rows `t` for the ecosystem `k`. Defaults to the rows that belong to the ecosystem. */
  of?: RawBuilder<boolean>;
  /** Fields that are computed from other tables, as expressions over the row `t`. */
  computed?: { readonly [Field in keyof Fields<Kind>]?: RawBuilder<unknown> };
  /** Fields that are parsed from the text that is read for them. */
  parsed?: { readonly [Field in keyof Fields<Kind>]?: (text: string) => unknown };
}

const yes = true as const;

const releaseFields = {
  indicatorVersionId: yes,
  frequency: yes,
  periodStart: yes,
  periodEnd: yes,
  releasedOn: yes,
  isWithdrawn: yes,
};
const computedOfRelease = {
  frequency: sql`"t"."period"`,
  isWithdrawn: sql`"t"."withdrawn_at" is not null`,
};
/** The version of a release can be hidden from the viewer, or absent on a hub. Its frequency is the kind of the period in any case. */
const parsedOfRelease = { frequency: (period: string) => parsePeriod(period)?.kind };
/** Of several releases of one day, a later one replaced the others. */
const isLastOfDay = wasCurrentRelease('t', sql.ref('t.released_on'));

/** The source of every kind of record that criteria use, with exactly the fields that they use. */
export const kinds: { readonly [Kind in RecordKind]: RecordSource<Kind> } = {
  organizations: {
    entity: OrganizationEntity,
    fields: { stakeholderGroups: yes, engagement: yes, joinedOn: yes, leftOn: yes },
  },
  partnersElsewhere: {
    entity: OrganizationEntity,
    fields: { stakeholderGroups: yes },
    of: sql<boolean>`"t"."id" in (select "p"."partner_id" from "partnership" as "p" where "p"."ecosystem_id" = "k"."id") and "t"."ecosystem_id" <> "k"."id"`,
  },
  partnerships: {
    entity: PartnershipEntity,
    fields: { organizationId: yes, partnerId: yes, startedOn: yes, endedOn: yes },
  },
  networkMemberships: {
    entity: NetworkMembershipEntity,
    fields: { ecosystemId: yes, networkId: yes, memberId: yes, startedOn: yes, endedOn: yes },
    of: sql<boolean>`("t"."network_id" = "k"."id" or "t"."member_id" = "k"."id")`,
  },
  agendas: {
    entity: CommonAgendaEntity,
    fields: { status: yes, vision: yes, keyTermIds: yes, ratifiedOn: yes, supersededOn: yes },
  },
  goals: { entity: GoalEntity, fields: { commonAgendaId: yes, code: yes, order: yes, basedOnId: yes } },
  strategies: { entity: StrategyEntity, fields: { goalId: yes, kind: yes, status: yes, startsOn: yes, endsOn: yes } },
  endorsements: {
    entity: EndorsementEntity,
    fields: { commonAgendaId: yes, organizationId: yes, endorsedOn: yes, withdrawnOn: yes },
  },
  landscapeScans: { entity: LandscapeScanEntity, fields: { scannedOn: yes } },
  gaps: { entity: GapEntity, fields: { landscapeScanId: yes, aspect: yes, priority: yes, closedOn: yes } },
  terms: { entity: TermEntity, fields: { term: yes, status: yes, usedIn: yes, adoptedOn: yes, retiredOn: yes } },
  indicators: { entity: IndicatorEntity, fields: { code: yes, level: yes, goalIds: yes } },
  indicatorContributions: {
    entity: IndicatorContributionEntity,
    fields: { indicatorId: yes, coreIndicatorId: yes },
  },
  indicatorVersions: {
    entity: IndicatorVersionEntity,
    fields: { indicatorId: yes, status: yes, adoptedOn: yes, retiredOn: yes, effectiveFrom: yes },
  },
  adoptions: {
    entity: AdoptionEntity,
    fields: { indicatorVersionId: yes, organizationId: yes, startsOn: yes, endsOn: yes },
  },
  networkAdoptions: {
    entity: NetworkAdoptionEntity,
    fields: {
      ecosystemId: yes,
      networkVersionId: yes,
      adopterId: yes,
      localVersionId: yes,
      startsOn: yes,
      endsOn: yes,
    },
    of: sql<boolean>`"t"."network_version_id" in (select "v"."id" from "indicator_version" as "v" where "v"."ecosystem_id" = "k"."id")`,
  },
  discussionEntries: { entity: DiscussionEntryEntity, fields: { indicatorVersionId: yes, saidOn: yes } },
  releases: {
    entity: ReleaseEntity,
    of: sql<boolean>`"t"."ecosystem_id" = "k"."id" and ${isLastOfDay}`,
    fields: { ...releaseFields, reporters: yes },
    parsed: parsedOfRelease,
    computed: {
      ...computedOfRelease,
      reporters: sql`(select count(distinct "w"."reporter_id") from "released_row" as "w" where "w"."release_id" = "t"."id" and "w"."reporter_id" <> "t"."ecosystem_id")`,
    },
  },
  memberReleases: {
    entity: ReleaseEntity,
    fields: releaseFields,
    parsed: parsedOfRelease,
    computed: computedOfRelease,
    of: sql<boolean>`"t"."indicator_version_id" in (select "a"."local_version_id" from "network_adoption" as "a"
      join "indicator_version" as "v" on "v"."id" = "a"."network_version_id" where "v"."ecosystem_id" = "k"."id") and ${isLastOfDay}`,
  },
  activities: {
    entity: ActivityEntity,
    fields: {
      status: yes,
      setting: yes,
      strategyIds: yes,
      outputs: yes,
      startsOn: yes,
      endsOn: yes,
      canceledOn: yes,
      canceledFrom: yes,
    },
  },
  goalContributions: { entity: GoalContributionEntity, fields: { activityId: yes, goalId: yes, indicatorId: yes } },
  reinforcements: { entity: ReinforcementEntity, fields: { activityId: yes, reinforcedId: yes } },
  commitments: {
    entity: CommitmentEntity,
    fields: {
      organizationId: yes,
      goalId: yes,
      strategyId: yes,
      activityId: yes,
      status: yes,
      agreedOn: yes,
      closedOn: yes,
    },
  },
  workingGroups: { entity: WorkingGroupEntity, fields: { name: yes, cadence: yes, startedOn: yes, endedOn: yes } },
  meetings: { entity: MeetingEntity, fields: { kind: yes, workingGroupId: yes, heldOn: yes } },
  communicationPlans: {
    entity: CommunicationPlanEntity,
    fields: { audience: yes, cadence: yes, startsOn: yes, endsOn: yes },
  },
  communicationEvents: { entity: CommunicationEventEntity, fields: { communicationPlanId: yes, happenedOn: yes } },
  backboneAppointments: {
    entity: BackboneAppointmentEntity,
    fields: { role: yes, startedOn: yes, endedOn: yes, functions: yes, judgments: yes },
  },
  readinessAssessments: { entity: ReadinessAssessmentEntity, fields: { assessedOn: yes, criteria: yes } },
  funding: {
    entity: FundingEntity,
    fields: {
      awardId: yes,
      status: yes,
      committedOn: yes,
      receivedOn: yes,
      declinedOn: yes,
      startsOn: yes,
      endsOn: yes,
    },
  },
  policyActions: { entity: PolicyActionEntity, fields: { takenOn: yes } },
  improvementCycles: { entity: ImprovementCycleEntity, fields: { activityId: yes, stage: yes, startsOn: yes } },
  practices: { entity: PracticeEntity, fields: {} },
  practiceAdoptions: { entity: PracticeAdoptionEntity, fields: { adoptedOn: yes, discontinuedOn: yes } },
};
