import { localProgram, unwrap } from '@collective-impact/sdk';
import { progress } from '@collective-impact/sdk/progress';
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
import { organizationDefinition } from '../ecosystem/index.ts';
import { indicatorContributionDefinition, indicatorDefinition } from '../indicator/index.ts';
import { gapDefinition, landscapeScanDefinition } from '../landscape/index.ts';
import { improvementCycleDefinition, practiceAdoptionDefinition, practiceDefinition } from '../learning/index.ts';
import { partnershipDefinition } from '../partnership/index.ts';
import { createReaders } from '../readers.ts';
import { engines } from '../testing/engines.ts';
import { openTestDatabase, type TestDatabase } from '../testing/open-test-database.ts';
import { kinds } from './kinds.ts';
import { EcosystemFixture, uuid } from './progress.fixture.ts';

const everyKind = Object.keys(kinds) as (keyof typeof kinds)[];

const on = '2024-12-31';

const year2024 = { frequency: 'YEAR', periodStart: '2024-01-01', periodEnd: '2024-12-31', releasedOn: '2024-12-31' };

describe.each(engines)('the records for criteria on %s', (engine) => {
  beforeAll(async () => {
    database = await openTestDatabase(engine);
    fixture = new EcosystemFixture(database);
  });

  afterAll(() => database.close());

  let database: TestDatabase;

  let fixture: EcosystemFixture;

  const reading = (viewer = localProgram) => createReaders(database.kysely(), viewer).progress;

  const records = (id: string, viewer = localProgram) => reading(viewer).records(uuid(id), everyKind);

  it('contain every kind of record in the form of the SDK, with TypeIDs', async () => {
    const ecosystemId = await fixture.newEcosystem();
    const [organizationId, partnerId] = [
      await fixture.createHere(organizationDefinition, { name: 'Museum', stakeholderGroups: [{ code: 'libraries' }] }),
      await fixture.createHere(organizationDefinition, { name: 'Library', joinedOn: '2024-01-01' }),
    ];
    const partnership = await fixture.create(partnershipDefinition, {
      organizationId,
      partnerId,
      startedOn: '2024-02-01',
    });
    const agenda = await fixture.createHere(commonAgendaDefinition, { vision: 'A vision' });
    const goalId = await fixture.create(goalDefinition, {
      commonAgendaId: agenda,
      code: 'G1',
      title: 'Read',
      order: 4,
    });
    const strategyId = await fixture.create(strategyDefinition, { goalId, title: 'Clubs', kind: { code: 'policy' } });
    const scan = await fixture.createHere(landscapeScanDefinition, { title: 'A scan', scannedOn: '2024-03-01' });
    const gap = await fixture.create(gapDefinition, {
      landscapeScanId: scan,
      aspect: 'ACCESS',
      statement: 'Far',
      priority: 1,
    });
    const term = await fixture.createHere(termDefinition, {
      term: 'STEM',
      definition: 'What it is',
      usedIn: ['The agenda'],
    });
    const { indicatorId, indicatorVersionId, entryId, adoptionIds } = await fixture.newMeasuredIndicator(
      [goalId],
      [organizationId, partnerId],
    );
    const release = await fixture.release(indicatorVersionId);
    const setting = { code: 'museum' };
    const activityId = await fixture.createHere(activityDefinition, {
      title: 'Club',
      setting,
      strategyIds: [strategyId],
    });
    const outputs = [{ description: 'Meetings', indicatorId }];
    const reinforcedId = await fixture.createHere(activityDefinition, { title: 'Fair', outputs });
    const core = { code: 'I2', name: 'Readers', level: 'POPULATION', goalIds: [goalId] };
    const coreIndicatorId = await fixture.createHere(indicatorDefinition, core);
    const link = { indicatorId, coreIndicatorId };
    const indicatorContribution = await fixture.create(indicatorContributionDefinition, link);
    const goalContribution = await fixture.create(goalContributionDefinition, { activityId, goalId, indicatorId });
    const reinforcement = await fixture.create(reinforcementDefinition, { activityId, reinforcedId });
    const commitment = await fixture.create(commitmentDefinition, { organizationId, goalId, statement: 'We open' });
    const workingGroupId = await fixture.createHere(workingGroupDefinition, { name: 'A group' });
    const meeting = { workingGroupId, title: 'May', kind: { code: 'reflection' }, plannedOn: '2024-05-01' };
    const meetingId = await fixture.createHere(meetingDefinition, { ...meeting, heldOn: '2024-05-02' });
    const plan = await fixture.createHere(communicationPlanDefinition, { objective: 'Be known', audience: 'Families' });
    const event = { communicationPlanId: plan, happenedOn: '2024-06-01', title: 'A letter' };
    const eventId = await fixture.create(communicationEventDefinition, event);
    const lead = { organizationId, role: 'LEAD', startedOn: '2024-01-01', functions: [{ code: 'advance-policy' }] };
    const appointment = await fixture.create(backboneAppointmentDefinition, lead);
    const criteria = [{ criterion: { code: 'community-dynamics' }, score: 2 }];
    const assessment = { assessedOn: '2024-01-02', assessedBy: 'All', criteria };
    const assessmentId = await fixture.createHere(readinessAssessmentDefinition, assessment);
    const funding = { title: 'A grant', funderId: organizationId, amount: '10', currency: 'USD' };
    const fundingId = await fixture.createHere(fundingDefinition, funding);
    const policyAction = await fixture.createHere(policyActionDefinition, { title: 'A letter', takenOn: '2024-07-01' });
    const cycle = await fixture.createHere(improvementCycleDefinition, { aim: 'Better', activityId });
    const practiceId = await fixture.createHere(practiceDefinition, { title: 'A practice', description: 'How' });
    const adoption = await fixture.createHere(practiceAdoptionDefinition, { practiceId, adoptedOn: '2024-08-01' });

    const noDates = { startsOn: null, endsOn: null, canceledOn: null, canceledFrom: null };
    const coded = (scheme: string, code: string) => expect.objectContaining({ scheme, code });
    const result = await records(ecosystemId);
    expect(result).toEqual({
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
      agendas: [
        {
          id: agenda,
          status: 'DRAFT',
          vision: 'A vision',
          keyTermIds: [],
          ratifiedOn: null,
          supersededOn: null,
        },
      ],
      goals: [{ id: goalId, commonAgendaId: agenda, code: 'G1', order: 4, basedOnId: null }],
      strategies: [
        {
          id: strategyId,
          goalId,
          kind: coded('strategy-kind', 'policy'),
          status: 'PLANNED',
          startsOn: null,
          endsOn: null,
        },
      ],
      endorsements: [],
      landscapeScans: [{ id: scan, scannedOn: '2024-03-01' }],
      gaps: [{ id: gap, landscapeScanId: scan, aspect: 'ACCESS', priority: 1, closedOn: null }],
      terms: [{ id: term, term: 'STEM', status: 'PROPOSED', usedIn: ['The agenda'], adoptedOn: null, retiredOn: null }],
      indicators: expect.arrayContaining([
        { id: indicatorId, code: 'I1', level: 'PROGRAM', goalIds: [goalId] },
        { id: coreIndicatorId, code: 'I2', level: 'POPULATION', goalIds: [goalId] },
      ]),
      indicatorContributions: [{ id: indicatorContribution, indicatorId, coreIndicatorId }],
      indicatorVersions: [
        {
          id: indicatorVersionId,
          indicatorId,
          status: 'ADOPTED',
          adoptedOn: '2024-05-01',
          retiredOn: null,
          effectiveFrom: null,
        },
      ],
      adoptions: expect.arrayContaining(
        [organizationId, partnerId].map((adopter, at) => ({
          id: adoptionIds[at],
          indicatorVersionId,
          organizationId: adopter,
          startsOn: '2024-05-01',
          endsOn: null,
        })),
      ),
      networkAdoptions: [],
      discussionEntries: [{ id: entryId, indicatorVersionId, saidOn: '2024-04-01' }],
      releases: [{ id: release, indicatorVersionId, ...year2024, isWithdrawn: false, reporters: 2 }],
      memberReleases: [],
      activities: expect.arrayContaining([
        {
          id: activityId,
          status: 'PLANNED',
          setting: coded('setting', 'museum'),
          strategyIds: [strategyId],
          outputs: [],
          ...noDates,
        },
        { id: reinforcedId, status: 'PLANNED', setting: null, strategyIds: [], outputs, ...noDates },
      ]),
      goalContributions: [{ id: goalContribution, activityId, goalId, indicatorId }],
      reinforcements: [{ id: reinforcement, activityId, reinforcedId }],
      commitments: [
        {
          id: commitment,
          organizationId,
          goalId,
          strategyId: null,
          activityId: null,
          status: 'PROPOSED',
          agreedOn: null,
          closedOn: null,
        },
      ],
      workingGroups: [{ id: workingGroupId, name: 'A group', cadence: null, startedOn: null, endedOn: null }],
      meetings: [{ id: meetingId, kind: coded('meeting-kind', 'reflection'), workingGroupId, heldOn: '2024-05-02' }],
      communicationPlans: [{ id: plan, audience: 'Families', cadence: null, startsOn: null, endsOn: null }],
      communicationEvents: [{ id: eventId, communicationPlanId: plan, happenedOn: '2024-06-01' }],
      backboneAppointments: [
        {
          id: appointment,
          role: 'LEAD',
          startedOn: '2024-01-01',
          endedOn: null,
          functions: [coded('backbone-function', 'advance-policy')],
          judgments: [],
        },
      ],
      readinessAssessments: [
        {
          id: assessmentId,
          assessedOn: '2024-01-02',
          criteria: [expect.objectContaining({ criterion: coded('readiness-criterion', 'community-dynamics') })],
        },
      ],
      funding: [
        {
          id: fundingId,
          awardId: null,
          status: 'REQUESTED',
          committedOn: null,
          receivedOn: null,
          declinedOn: null,
          startsOn: null,
          endsOn: null,
        },
      ],
      policyActions: [{ id: policyAction, takenOn: '2024-07-01' }],
      improvementCycles: [{ id: cycle, activityId, stage: 'PLAN', startsOn: null }],
      practices: [{ id: practiceId }],
      practiceAdoptions: [{ id: adoption, adoptedOn: '2024-08-01', discontinuedOn: null }],
    });
    expect(unwrap(progress('FIVE_CONDITIONS', { on, ...result })).criteria.map(({ met }) => met)).toEqual([
      false,
      true,
      null,
      false,
      false,
    ]);
  });
});
