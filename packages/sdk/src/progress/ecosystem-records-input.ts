import { activityDateChecks, chainChecks, commitmentChecks, reinforcementChecks } from '../activity/internal.ts';
import { agendaStatuses, strategyStatuses, termStatuses } from '../agenda/index.ts';
import { backboneRoles, fundingStatuses } from '../backbone/index.ts';
import { cadenceCheck as cadence } from '../communication/internal.ts';
import { indicatorVersionStatuses } from '../indicator/index.ts';
import { gapAspects } from '../landscape/index.ts';
import { cycleStages } from '../learning/index.ts';
import { frequencies } from '../period/index.ts';
import {
  type Check,
  coded,
  count,
  day,
  fields,
  flag,
  list,
  number,
  omissible,
  oneOf,
  optional,
  text,
} from '../shared/input.ts';
import type { EcosystemRecords, RecordKind } from './ecosystem-records.ts';

type Entry<Kind extends RecordKind> = EcosystemRecords[Kind][number];

/** Accepts a missing list, or a list of records with an id and these fields. */
function records<Kind extends RecordKind>(
  checks: { readonly [Name in Exclude<keyof Entry<Kind>, 'id'>]-?: Check },
): Check {
  return omissible(list(fields({ id: text, ...checks })));
}

const released = {
  indicatorVersionId: text,
  frequency: oneOf(frequencies),
  periodStart: day,
  periodEnd: day,
  releasedOn: day,
  isWithdrawn: optional(flag),
};
const dates = { startedOn: optional(day), endedOn: optional(day) };

/** Checks {@link EcosystemRecords}. Every list is optional. */
export const ecosystemRecords = fields<EcosystemRecords>({
  on: day,
  organizations: records<'organizations'>({
    stakeholderGroups: list(coded),
    engagement: optional(coded),
    joinedOn: optional(day),
    leftOn: optional(day),
  }),
  partnersElsewhere: records<'partnersElsewhere'>({ stakeholderGroups: list(coded) }),
  partnerships: records<'partnerships'>({ organizationId: text, partnerId: text, ...dates }),
  networkMemberships: records<'networkMemberships'>({
    ecosystemId: text,
    networkId: text,
    memberId: text,
    startedOn: day,
    endedOn: optional(day),
  }),
  agendas: records<'agendas'>({
    status: oneOf(agendaStatuses),
    vision: optional(text),
    keyTermIds: list(text),
    ratifiedOn: optional(day),
    supersededOn: optional(day),
  }),
  goals: records<'goals'>({ commonAgendaId: text, code: text, order: number, basedOnId: optional(text) }),
  strategies: records<'strategies'>({
    goalId: text,
    kind: optional(coded),
    status: oneOf(strategyStatuses),
    startsOn: optional(day),
    endsOn: optional(day),
  }),
  endorsements: records<'endorsements'>({
    commonAgendaId: text,
    organizationId: text,
    endorsedOn: day,
    withdrawnOn: optional(day),
  }),
  landscapeScans: records<'landscapeScans'>({ scannedOn: day }),
  gaps: records<'gaps'>({
    landscapeScanId: text,
    aspect: oneOf(gapAspects),
    priority: number,
    closedOn: optional(day),
  }),
  terms: records<'terms'>({
    term: text,
    status: oneOf(termStatuses),
    usedIn: list(text),
    adoptedOn: optional(day),
    retiredOn: optional(day),
  }),
  indicators: records<'indicators'>({ code: text, ...chainChecks.indicator }),
  indicatorContributions: records<'indicatorContributions'>(chainChecks.indicatorContribution),
  indicatorVersions: records<'indicatorVersions'>({
    indicatorId: text,
    status: oneOf(indicatorVersionStatuses),
    adoptedOn: optional(day),
    retiredOn: optional(day),
    effectiveFrom: optional(day),
  }),
  adoptions: records<'adoptions'>({
    indicatorVersionId: text,
    organizationId: text,
    startsOn: day,
    endsOn: optional(day),
  }),
  networkAdoptions: records<'networkAdoptions'>({
    ecosystemId: text,
    networkVersionId: text,
    adopterId: text,
    localVersionId: optional(text),
    startsOn: day,
    endsOn: optional(day),
  }),
  discussionEntries: records<'discussionEntries'>({ indicatorVersionId: text, saidOn: day }),
  releases: records<'releases'>({ ...released, reporters: count }),
  memberReleases: records<'memberReleases'>(released),
  activities: records<'activities'>({
    ...activityDateChecks(optional),
    setting: optional(coded),
    strategyIds: list(text),
    outputs: chainChecks.outputs,
  }),
  goalContributions: records<'goalContributions'>({ goalId: text, ...chainChecks.goalContribution }),
  reinforcements: records<'reinforcements'>(reinforcementChecks),
  commitments: records<'commitments'>(commitmentChecks),
  workingGroups: records<'workingGroups'>({ name: text, cadence: optional(cadence), ...dates }),
  meetings: records<'meetings'>({ kind: coded, workingGroupId: optional(text), heldOn: optional(day) }),
  communicationPlans: records<'communicationPlans'>({
    audience: text,
    cadence: optional(cadence),
    startsOn: optional(day),
    endsOn: optional(day),
  }),
  communicationEvents: records<'communicationEvents'>({ communicationPlanId: text, happenedOn: day }),
  backboneAppointments: records<'backboneAppointments'>({
    role: oneOf(backboneRoles),
    startedOn: day,
    endedOn: optional(day),
    functions: list(coded),
    judgments: list(
      fields<Entry<'backboneAppointments'>['judgments'][number]>({
        quality: coded,
        met: flag,
        judgedOn: optional(day),
      }),
    ),
  }),
  readinessAssessments: records<'readinessAssessments'>({
    assessedOn: day,
    criteria: list(fields<{ criterion: object }>({ criterion: coded })),
  }),
  funding: records<'funding'>({
    awardId: optional(text),
    status: oneOf(fundingStatuses),
    committedOn: optional(day),
    receivedOn: optional(day),
    declinedOn: optional(day),
    startsOn: optional(day),
    endsOn: optional(day),
  }),
  policyActions: records<'policyActions'>({ takenOn: optional(day) }),
  improvementCycles: records<'improvementCycles'>({
    activityId: optional(text),
    stage: oneOf(cycleStages),
    startsOn: optional(day),
  }),
  practices: records<'practices'>({}),
  practiceAdoptions: records<'practiceAdoptions'>({ adoptedOn: day, discontinuedOn: optional(day) }),
});
