import * as fc from 'fast-check';
import { backboneFunctions, leadQualities, readinessCriteria } from '../backbone/index.ts';
import { stakeholderGroups } from '../ecosystem/index.ts';
import { frequencies } from '../period/index.ts';
import type { CodeList } from '../shared/code.ts';
import { on } from './criterion.fixture.ts';
import type { EcosystemRecords, RecordKind } from './ecosystem-records.ts';

// Few ids and dates, so that records refer to each other and overlap in time.
const id = (prefix: string) => fc.constantFrom('1', '2', '3').map((number) => `${prefix}_${number}`);
const day = fc.constantFrom('2024-01-01', '2025-08-30', on, '2025-09-01');
const maybeDay = fc.option(day, { nil: null });
const coded = ({ scheme, codes }: CodeList) =>
  fc.constantFrom(...codes).chain(({ code }) => fc.constantFrom({ scheme, code }, { scheme: 'site', code }));
const term = (scheme: string, ...codes: string[]) => fc.constantFrom(...codes).map((code) => ({ scheme, code }));
const listOf = <T>(entry: fc.Arbitrary<T>) => fc.array(entry, { maxLength: 4 });
const maybeCadence = fc.constantFrom('P1M', 'P2Y', null);
const released = {
  frequency: fc.constantFrom(...frequencies),
  periodStart: fc.constant('2024-01-01'),
  periodEnd: fc.constantFrom('2024-12-31', on, '2025-09-01'),
  releasedOn: day,
  isWithdrawn: fc.boolean(),
};
const days = { startedOn: maybeDay, endedOn: maybeDay };

/** The fields of each kind of record, without its id. */
const fields = {
  organizations: {
    stakeholderGroups: listOf(coded(stakeholderGroups)),
    engagement: fc.option(term('engagement', 'informed', 'leading'), { nil: null }),
    joinedOn: maybeDay,
    leftOn: maybeDay,
  },
  partnersElsewhere: { stakeholderGroups: listOf(coded(stakeholderGroups)) },
  partnerships: {
    organizationId: id('organizations'),
    partnerId: fc.oneof(id('organizations'), id('partnersElsewhere')),
    ...days,
  },
  networkMemberships: {
    ecosystemId: fc.constantFrom('here', 'network'),
    networkId: fc.constant('network'),
    memberId: fc.constant('here'),
    startedOn: day,
    endedOn: maybeDay,
  },
  agendas: {
    status: fc.constantFrom('DRAFT', 'RATIFIED', 'SUPERSEDED'),
    vision: fc.constantFrom('A vision', null),
    keyTermIds: listOf(id('terms')),
    ratifiedOn: maybeDay,
    supersededOn: maybeDay,
  },
  goals: {
    commonAgendaId: id('agendas'),
    code: fc.constantFrom('G1', 'G2'),
    order: fc.nat(3),
    basedOnId: fc.option(id('goals'), { nil: null }),
  },
  strategies: {
    goalId: id('goals'),
    kind: fc.option(term('strategy-kind', 'financing', 'policy', 'program'), { nil: null }),
    status: fc.constantFrom('PLANNED', 'ACTIVE', 'COMPLETED'),
    startsOn: maybeDay,
    endsOn: maybeDay,
  },
  endorsements: {
    commonAgendaId: id('agendas'),
    organizationId: id('organizations'),
    endorsedOn: day,
    withdrawnOn: maybeDay,
  },
  landscapeScans: { scannedOn: day },
  gaps: {
    landscapeScanId: id('landscapeScans'),
    aspect: fc.constantFrom('ACCESS', 'QUALITY', 'OUTCOMES'),
    priority: fc.integer({ min: 1, max: 5 }),
    closedOn: maybeDay,
  },
  terms: {
    term: fc.constantFrom('STEM', 'Equity'),
    status: fc.constantFrom('PROPOSED', 'ADOPTED', 'RETIRED'),
    usedIn: fc.constantFrom([], ['here']),
    adoptedOn: maybeDay,
    retiredOn: maybeDay,
  },
  indicators: {
    code: fc.constantFrom('I1', 'I2'),
    level: fc.constantFrom('PROGRAM' as const, 'POPULATION' as const),
    goalIds: listOf(id('goals')),
  },
  indicatorContributions: { indicatorId: id('indicators'), coreIndicatorId: id('indicators') },
  indicatorVersions: {
    indicatorId: id('indicators'),
    status: fc.constantFrom('DRAFT', 'ADOPTED', 'RETIRED'),
    adoptedOn: maybeDay,
    effectiveFrom: maybeDay,
    retiredOn: maybeDay,
  },
  adoptions: {
    indicatorVersionId: id('indicatorVersions'),
    organizationId: id('organizations'),
    startsOn: day,
    endsOn: maybeDay,
  },
  networkAdoptions: {
    ecosystemId: fc.constantFrom('here', 'network'),
    networkVersionId: id('indicatorVersions'),
    adopterId: fc.constant('here'),
    localVersionId: fc.option(fc.constantFrom('local_1', 'local_2'), { nil: null }),
    startsOn: day,
    endsOn: maybeDay,
  },
  discussionEntries: { indicatorVersionId: id('indicatorVersions'), saidOn: day },
  releases: { indicatorVersionId: id('indicatorVersions'), ...released, reporters: fc.nat(3) },
  memberReleases: { indicatorVersionId: fc.constantFrom('local_1', 'local_2'), ...released },
  activities: {
    status: fc.constantFrom('PLANNED' as const, 'ACTIVE' as const, 'COMPLETED' as const, 'CANCELLED' as const),
    setting: fc.option(term('setting', 'school', 'museum'), { nil: null }),
    strategyIds: listOf(id('strategies')),
    outputs: listOf(fc.record({ indicatorId: fc.option(id('indicators'), { nil: null }) })),
    startsOn: maybeDay,
    endsOn: maybeDay,
    canceledOn: maybeDay,
    canceledFrom: fc.constantFrom('PLANNED' as const, 'ACTIVE' as const, null),
  },
  goalContributions: {
    activityId: id('activities'),
    goalId: id('goals'),
    indicatorId: fc.option(id('indicators'), { nil: null }),
  },
  reinforcements: { activityId: id('activities'), reinforcedId: id('activities') },
  commitments: {
    organizationId: id('organizations'),
    goalId: fc.option(id('goals'), { nil: null }),
    strategyId: fc.option(id('strategies'), { nil: null }),
    activityId: fc.option(id('activities'), { nil: null }),
    status: fc.constantFrom('PROPOSED' as const, 'AGREED' as const, 'WITHDRAWN' as const, 'MISSED' as const),
    agreedOn: maybeDay,
    closedOn: maybeDay,
  },
  workingGroups: { name: fc.constantFrom('One', 'Other'), cadence: maybeCadence, ...days },
  meetings: {
    kind: term('meeting-kind', 'working', 'reflection', 'peer-learning'),
    workingGroupId: fc.option(id('workingGroups'), { nil: null }),
    heldOn: maybeDay,
  },
  communicationPlans: {
    audience: fc.constantFrom('Families', 'Partners'),
    cadence: maybeCadence,
    startsOn: maybeDay,
    endsOn: maybeDay,
  },
  communicationEvents: { communicationPlanId: id('communicationPlans'), happenedOn: day },
  backboneAppointments: {
    role: fc.constantFrom('LEAD' as const, 'SUPPORT' as const),
    startedOn: day,
    endedOn: maybeDay,
    functions: listOf(coded(backboneFunctions)),
    judgments: listOf(fc.record({ quality: coded(leadQualities), met: fc.boolean(), judgedOn: maybeDay })),
  },
  readinessAssessments: {
    assessedOn: day,
    criteria: listOf(fc.record({ criterion: coded(readinessCriteria) })),
  },
  funding: {
    awardId: fc.option(id('funding'), { nil: null }),
    status: fc.constantFrom('REQUESTED', 'COMMITTED', 'RECEIVED', 'DECLINED'),
    committedOn: maybeDay,
    receivedOn: maybeDay,
    declinedOn: maybeDay,
    startsOn: maybeDay,
    endsOn: maybeDay,
  },
  policyActions: { takenOn: maybeDay },
  improvementCycles: {
    activityId: fc.option(id('activities'), { nil: null }),
    stage: fc.constantFrom('PLAN' as const, 'DO' as const, 'ACT' as const),
    startsOn: maybeDay,
  },
  practices: {},
  practiceAdoptions: { adoptedOn: day, discontinuedOn: maybeDay },
} satisfies Record<RecordKind, Record<string, fc.Arbitrary<unknown>>>;

/** Any records, whether or not the rules of their domains accept the combination. */
export const arbitraryRecords: fc.Arbitrary<EcosystemRecords> = fc
  .record(
    Object.fromEntries(
      Object.entries(fields).map(([kind, arbitraries]) => [
        kind,
        fc.uniqueArray(fc.record({ id: id(kind), ...arbitraries }), { selector: (record) => record.id, maxLength: 3 }),
      ]),
    ),
  )
  .map((records) => ({ on, ...records }) as unknown as EcosystemRecords);
