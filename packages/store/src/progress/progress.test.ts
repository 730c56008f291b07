import { anonymous, operator, unwrap } from '@collective-impact/sdk';
import { type FrameworkCode, frameworks, progress, requiredRecordKinds } from '@collective-impact/sdk/progress';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  activityDefinition,
  commitmentDefinition,
  goalContributionDefinition,
  reinforcementDefinition,
} from '../activity/index.ts';
import { commonAgendaDefinition, goalDefinition, strategyDefinition, termDefinition } from '../agenda/index.ts';
import {
  backboneAppointmentDefinition,
  fundingDefinition,
  policyActionDefinition,
  readinessAssessmentDefinition,
} from '../backbone/index.ts';
import {
  communicationEventDefinition,
  communicationPlanDefinition,
  meetingDefinition,
  workingGroupDefinition,
} from '../communication/index.ts';
import { networkMembershipDefinition, organizationDefinition } from '../ecosystem/index.ts';
import { gapDefinition, landscapeScanDefinition } from '../landscape/index.ts';
import { improvementCycleDefinition, practiceAdoptionDefinition, practiceDefinition } from '../learning/index.ts';
import { partnershipDefinition } from '../partnership/index.ts';
import { createReaders } from '../readers.ts';
import { engines } from '../testing/engines.ts';
import { openTestDatabase, type TestDatabase } from '../testing/open-test-database.ts';
import { statementsOf } from '../testing/statements-of.ts';
import { kinds } from './kinds.ts';
import { Judged, uuid } from './progress.fixture.ts';

const everyKind = Object.keys(kinds) as (keyof typeof kinds)[];
const on = '2024-12-31';

describe.each(engines)('what frameworks judge by, on %s', (engine) => {
  let database: TestDatabase;
  let judged: Judged;

  beforeAll(async () => {
    database = await openTestDatabase(engine);
    judged = new Judged(database);
  });

  afterAll(() => database.close());

  const reading = (viewer = operator) => createReaders(database.kysely(), viewer).progress;
  const records = (id: string, viewer = operator) => reading(viewer).records(uuid(id), everyKind);

  it('is every kind of record as the SDK takes it, with ids as they are known outside', async () => {
    const ecosystemId = await judged.begin();
    const [organizationId, partnerId] = [
      await judged.here(organizationDefinition, { name: 'Museum', stakeholderGroups: [{ code: 'libraries' }] }),
      await judged.here(organizationDefinition, { name: 'Library', joinedOn: '2024-01-01' }),
    ];
    const partnership = await judged.make(partnershipDefinition, {
      organizationId,
      partnerId,
      startedOn: '2024-02-01',
    });
    const agenda = await judged.here(commonAgendaDefinition, { vision: 'A vision' });
    const goalId = await judged.make(goalDefinition, { commonAgendaId: agenda, code: 'G1', title: 'Read', order: 4 });
    const strategyId = await judged.make(strategyDefinition, { goalId, title: 'Clubs', kind: { code: 'policy' } });
    const scan = await judged.here(landscapeScanDefinition, { title: 'A scan', scannedOn: '2024-03-01' });
    const gap = await judged.make(gapDefinition, {
      landscapeScanId: scan,
      aspect: 'ACCESS',
      statement: 'Far',
      priority: 1,
    });
    const term = await judged.here(termDefinition, { term: 'STEM', definition: 'What it is', usedIn: ['The agenda'] });
    const { indicatorId, indicatorVersionId, entryId } = await judged.measured([goalId]);
    const release = await judged.release(indicatorVersionId);
    const setting = { code: 'museum' };
    const activityId = await judged.here(activityDefinition, { title: 'Club', setting, strategyIds: [strategyId] });
    const reinforcedId = await judged.here(activityDefinition, { title: 'Fair' });
    const goalContribution = await judged.make(goalContributionDefinition, { activityId, goalId });
    const reinforcement = await judged.make(reinforcementDefinition, { activityId, reinforcedId });
    const commitment = await judged.make(commitmentDefinition, { organizationId, goalId, statement: 'We open' });
    const workingGroupId = await judged.here(workingGroupDefinition, { name: 'A group' });
    const meeting = { workingGroupId, title: 'May', kind: { code: 'reflection' }, plannedOn: '2024-05-01' };
    const meetingId = await judged.here(meetingDefinition, { ...meeting, heldOn: '2024-05-02' });
    const plan = await judged.here(communicationPlanDefinition, { objective: 'Be known', audience: 'Families' });
    const event = { communicationPlanId: plan, happenedOn: '2024-06-01', title: 'A letter' };
    const eventId = await judged.make(communicationEventDefinition, event);
    const lead = { organizationId, role: 'LEAD', startedOn: '2024-01-01', functions: [{ code: 'advance-policy' }] };
    const appointment = await judged.make(backboneAppointmentDefinition, lead);
    const criteria = [{ criterion: { code: 'community-dynamics' }, score: 2 }];
    const assessment = { assessedOn: '2024-01-02', assessedBy: 'All', criteria };
    const assessmentId = await judged.here(readinessAssessmentDefinition, assessment);
    const funding = { title: 'A grant', funderId: organizationId, amount: '10', currency: 'USD' };
    const fundingId = await judged.here(fundingDefinition, funding);
    const policyAction = await judged.here(policyActionDefinition, { title: 'A letter', takenOn: '2024-07-01' });
    const cycle = await judged.here(improvementCycleDefinition, { aim: 'Better', activityId });
    const practiceId = await judged.here(practiceDefinition, { title: 'A practice', description: 'How' });
    const adoption = await judged.here(practiceAdoptionDefinition, { practiceId, adoptedOn: '2024-08-01' });

    const coded = (scheme: string, code: string) => expect.objectContaining({ scheme, code });
    const found = await records(ecosystemId);
    expect(found).toEqual({
      organizations: expect.arrayContaining([
        {
          id: organizationId,
          stakeholderGroups: [coded('stakeholder-group', 'libraries')],
          engagement: null,
          joinedOn: null,
          leftOn: null,
        },
        { id: partnerId, stakeholderGroups: [], engagement: null, joinedOn: '2024-01-01', leftOn: null },
      ]),
      partnersElsewhere: [],
      partnerships: [{ id: partnership, organizationId, partnerId, startedOn: '2024-02-01', endedOn: null }],
      networkMemberships: [],
      agendas: [{ id: agenda, status: 'DRAFT', vision: 'A vision', ratifiedOn: null, supersededOn: null }],
      goals: [{ id: goalId, commonAgendaId: agenda, code: 'G1', order: 4, basedOnId: null }],
      strategies: [
        { id: strategyId, goalId, kind: coded('strategy-kind', 'policy'), status: 'PLANNED', startsOn: null },
      ],
      endorsements: [],
      landscapeScans: [{ id: scan, scannedOn: '2024-03-01' }],
      gaps: [{ id: gap, landscapeScanId: scan, aspect: 'ACCESS', priority: 1 }],
      terms: [{ id: term, status: 'PROPOSED', usedIn: ['The agenda'], adoptedOn: null, retiredOn: null }],
      indicators: [{ id: indicatorId, code: 'I1', goalIds: [goalId] }],
      indicatorVersions: [{ id: indicatorVersionId, indicatorId, status: 'ADOPTED', effectiveFrom: null }],
      discussionEntries: [{ id: entryId, indicatorVersionId, saidOn: '2024-04-01' }],
      releases: [{ id: release, indicatorVersionId, periodEnd: '2024-12-31' }],
      activities: expect.arrayContaining([
        {
          id: activityId,
          status: 'PLANNED',
          setting: coded('setting', 'museum'),
          strategyIds: [strategyId],
          startsOn: null,
          endsOn: null,
        },
        { id: reinforcedId, status: 'PLANNED', setting: null, strategyIds: [], startsOn: null, endsOn: null },
      ]),
      goalContributions: [{ id: goalContribution, activityId, goalId }],
      reinforcements: [{ id: reinforcement, activityId, reinforcedId }],
      commitments: [{ id: commitment, organizationId, status: 'PROPOSED', agreedOn: null, closedOn: null }],
      workingGroups: [{ id: workingGroupId, name: 'A group', startedOn: null, endedOn: null }],
      meetings: [{ id: meetingId, kind: coded('meeting-kind', 'reflection'), workingGroupId, heldOn: '2024-05-02' }],
      communicationPlans: [{ id: plan, audience: 'Families', startsOn: null }],
      communicationEvents: [{ id: eventId, communicationPlanId: plan, happenedOn: '2024-06-01' }],
      backboneAppointments: [
        {
          id: appointment,
          role: 'LEAD',
          startedOn: '2024-01-01',
          endedOn: null,
          functions: [coded('backbone-function', 'advance-policy')],
          judgements: [],
        },
      ],
      readinessAssessments: [
        {
          id: assessmentId,
          assessedOn: '2024-01-02',
          criteria: [expect.objectContaining({ criterion: coded('readiness-criterion', 'community-dynamics') })],
        },
      ],
      funding: [{ id: fundingId, status: 'REQUESTED' }],
      policyActions: [{ id: policyAction, takenOn: '2024-07-01' }],
      improvementCycles: [{ id: cycle, activityId, stage: 'PLAN', startsOn: null }],
      practices: [{ id: practiceId }],
      practiceAdoptions: [{ id: adoption, adoptedOn: '2024-08-01' }],
    });
    expect(unwrap(progress('FIVE_CONDITIONS', { on, ...found })).criteria.map(({ met }) => met)).toEqual([
      false,
      true,
      null,
      false,
      false,
    ]);
  });

  it('has what both sides say of a membership', async () => {
    const networkId = await judged.begin({ kind: 'NETWORK' });
    const memberId = await judged.begin();
    const membership = { networkId, memberId, startedOn: '2024-01-01' };
    const own = await judged.make(networkMembershipDefinition, { ecosystemId: memberId, ...membership });
    const theirs = await judged.make(networkMembershipDefinition, { ecosystemId: networkId, ...membership });
    const halves = [
      { id: own, ecosystemId: memberId, ...membership, endedOn: null },
      { id: theirs, ecosystemId: networkId, ...membership, endedOn: null },
    ];
    for (const id of [memberId, networkId]) {
      const { networkMemberships } = await reading().records(uuid(id), ['networkMemberships']);
      expect(networkMemberships).toEqual(expect.arrayContaining(halves));
      expect(networkMemberships).toHaveLength(2);
    }
  });

  it('has the partners of another ecosystem that the viewer may see, and no other organization of it', async () => {
    const networkId = await judged.begin({ kind: 'NETWORK', visibility: 'PUBLIC' });
    const elsewhereId = await judged.begin({ visibility: 'PUBLIC' });
    const library = { stakeholderGroups: [{ code: 'libraries' }] };
    const openId = await judged.here(organizationDefinition, { name: 'Library', ...library });
    const closedId = await judged.here(organizationDefinition, {
      name: 'Museum',
      ...library,
      visibility: 'RESTRICTED',
    });
    await judged.here(organizationDefinition, { name: 'No partner', ...library });
    const ecosystemId = await judged.begin({ visibility: 'PUBLIC' });
    for (const memberId of [elsewhereId, ecosystemId]) {
      for (const side of [memberId, networkId]) {
        const membership = { networkId, memberId, startedOn: '2024-01-01' };
        await judged.make(networkMembershipDefinition, { ecosystemId: side, ...membership });
      }
    }
    const school = { name: 'School', stakeholderGroups: [{ code: 'schools' }] };
    const organizationId = await judged.here(organizationDefinition, school);
    const startedOn = '2024-02-01';
    for (const partnerId of [openId, closedId]) {
      await judged.make(partnershipDefinition, { organizationId, partnerId, startedOn });
    }
    const seen = async (viewer: typeof operator) => {
      const found = await records(ecosystemId, viewer);
      expect(found.organizations.map(({ id }) => id)).toEqual([organizationId]);
      const partnerships = unwrap(progress('INCLUDES_ELEMENTS', { on, ...found })).criteria[1];
      return [found.partnersElsewhere.map(({ id }) => id).sort(), partnerships?.value];
    };
    expect(await seen(operator)).toEqual([[openId, closedId].sort(), 2]);
    expect(await seen(anonymous)).toEqual([[openId], 1]);
  });

  it('has the release that is current, and none that it replaced', async () => {
    const ecosystemId = await judged.begin();
    const { indicatorVersionId } = await judged.measured();
    await judged.release(indicatorVersionId);
    const current = await judged.release(indicatorVersionId);
    const { releases } = await reading().records(uuid(ecosystemId), ['releases']);
    expect(releases).toEqual([{ id: current, indicatorVersionId, periodEnd: '2024-12-31' }]);
  });

  it('is nothing that is closed to the viewer, and nothing of another ecosystem', async () => {
    const ecosystemId = await judged.begin({ visibility: 'PUBLIC' });
    const open = await judged.here(termDefinition, { term: 'STEM', definition: 'What it is' });
    await judged.here(termDefinition, { term: 'STEAM', definition: 'With arts', visibility: 'RESTRICTED' });
    const ids = async (id: string) => (await records(id, anonymous)).terms.map((term) => term.id);
    expect(await ids(ecosystemId)).toEqual([open]);
    const closed = await judged.begin({ visibility: 'MEMBERS' });
    await judged.here(termDefinition, { term: 'STEM', definition: 'What it is' });
    expect(await ids(closed)).toEqual([]);
    expect((await records(closed)).terms).toHaveLength(1);
  });

  it('is read by one statement, of as many ecosystems and by as many frameworks as ask', async () => {
    const ids: string[] = [];
    for (let at = 0; at < 3; at++) {
      ids.push(uuid(await judged.begin()));
      await judged.here(organizationDefinition, { name: `Library ${at}` });
    }
    const codes = Object.keys(frameworks) as FrameworkCode[];
    const read = reading();
    const { result, statements } = await statementsOf(database, () =>
      Promise.all(ids.flatMap((id) => codes.map((code) => read.records(id, unwrap(requiredRecordKinds(code)))))),
    );
    expect(result).toHaveLength(12);
    expect(result[1]?.organizations).toHaveLength(1);
    expect(statements).toHaveLength(1);
  });

  it('is no more than what was asked for', async () => {
    const id = uuid(await judged.begin());
    const { result, statements } = await statementsOf(database, () =>
      reading().records(id, unwrap(requiredRecordKinds('BACKBONE_FUNCTIONS'))),
    );
    expect(Object.keys(result)).toEqual(['backboneAppointments']);
    expect(statements[0]?.sql).not.toContain('"organization"');
  });
});
