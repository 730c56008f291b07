import {
  commonAgendaDefinition,
  endorsementDefinition,
  goalDefinition,
  proposeCommonAgenda,
} from '../../agenda/index.ts';
import { backboneAppointmentDefinition, budgetDefinition, fundingDefinition } from '../../backbone/index.ts';
import {
  communicationEventDefinition,
  communicationPlanDefinition,
  decisionDefinition,
  meetingDefinition,
} from '../../communication/index.ts';
import { networkMembershipDefinition, organizationDefinition, placeDefinition } from '../../ecosystem/index.ts';
import { relationshipRatingDefinition, surveyWaveDefinition } from '../../partnership/index.ts';
import type { Conflicts } from './restored-world.fixture.ts';

/** Conflicts of records of partners and of what they do together. */
export const partnerConflicts: Conflicts = {
  backbone_appointment: [
    'DUPLICATE',
    async (world) => {
      const { organizationId } = world;
      const lead = { organizationId, role: 'LEAD', startedOn: '2020-01-01', endedOn: '2024-12-31' };
      return world.excluding(backboneAppointmentDefinition, lead, { startedOn: '2024-01-01' });
    },
  ],
  budget: [
    'DUPLICATE',
    async (world) => {
      const { ecosystemId } = world;
      const budget = { ecosystemId, monthlyAmount: '1000', currency: 'USD', startsOn: '2024-01-01' };
      return world.excluding(budgetDefinition, { ...budget, endsOn: '2024-12-31' }, { startsOn: '2024-06-01' });
    },
  ],
  communication_event: [
    'DATES_OUT_OF_ORDER',
    async (world) => {
      const { ecosystemId, make } = world;
      const plan = { ecosystemId, objective: 'Known', audience: 'Families', cadence: 'P1M' };
      const communicationPlanId = await make.create(communicationPlanDefinition, plan);
      const event = { communicationPlanId, happenedOn: '2024-03-02', title: 'A letter' };
      return {
        id: await make.create(communicationEventDefinition, event),
        contradict: () =>
          world.update(communicationPlanDefinition, { id: communicationPlanId, startsOn: '2024-06-01' }),
      };
    },
  ],
  decision: [
    'DATES_OUT_OF_ORDER',
    async (world) => {
      const { make, ecosystemId } = world;
      const meeting = { ecosystemId, title: 'First', kind: { code: 'working' }, plannedOn: '2024-03-01' };
      const meetingId = await make.create(meetingDefinition, { ...meeting, heldOn: '2024-03-01' });
      const decided = { decidedOn: '2024-03-01', outcome: 'Everyone' };
      const decision = { ecosystemId, meetingId, title: 'Whom to ask', ...decided };
      return {
        id: await make.create(decisionDefinition, decision),
        contradict: () => world.update(meetingDefinition, { id: meetingId, heldOn: '2024-04-01' }),
      };
    },
  ],
  endorsement: [
    'DATES_OUT_OF_ORDER',
    async (world) => {
      const { make, ecosystemId, organizationId } = world;
      const agenda = { ecosystemId, vision: 'Everyone belongs in science.' };
      const commonAgendaId = await make.create(commonAgendaDefinition, agenda);
      await make.create(goalDefinition, { commonAgendaId, code: 'G1', title: 'Read by nine' });
      await make.transition(proposeCommonAgenda, commonAgendaId, { proposedOn: '2024-01-10' });
      const endorsement = { commonAgendaId, organizationId, endorsedOn: '2024-06-01' };
      return {
        id: await make.create(endorsementDefinition, endorsement),
        contradict: () => world.update(organizationDefinition, { id: organizationId, leftOn: '2024-05-31' }),
      };
    },
  ],
  funding: [
    'OUT_OF_RANGE',
    async (world) => {
      const { ecosystemId, make, organizationId } = world;
      const recipientId = await make.organization(ecosystemId);
      const parties = { ecosystemId, title: 'A coordinator', funderId: organizationId, recipientId, currency: 'USD' };
      const awardId = await make.create(fundingDefinition, { ...parties, amount: '100' });
      return world.excluding(fundingDefinition, { ...parties, awardId, amount: '60' });
    },
  ],
  network_membership: [
    'INVALID',
    async (world) => {
      const { make } = world;
      const [one, other] = [await make.ecosystem({ kind: 'NETWORK' }), await make.ecosystem({ kind: 'NETWORK' })];
      const membership = { ecosystemId: one, networkId: other, memberId: one, startedOn: '2020-01-01' };
      const reverse = { ecosystemId: one, networkId: one, memberId: other };
      return world.excluding(networkMembershipDefinition, membership, reverse);
    },
  ],
  place: [
    'INVALID',
    async (world) => {
      const { ecosystemId, make } = world;
      const placeAt = (code: string, level: string, parentId: string | null = null) => ({
        ecosystemId,
        code: { code, label: code },
        level: { code: level },
        parentId,
      });
      const county = await make.create(placeDefinition, placeAt('county', 'county'));
      return {
        id: await make.create(placeDefinition, placeAt('town', 'municipality', county)),
        contradict: () => world.update(placeDefinition, { id: county, level: { code: 'municipality' } }),
      };
    },
  ],
  relationship_rating: [
    'INVALID',
    async (world) => {
      const { make, ecosystemId, organizationId: raterId } = world;
      const ratedId = await make.organization(ecosystemId);
      const responses = [{ organizationId: raterId }];
      const surveyWaveId = await make.create(surveyWaveDefinition, { ecosystemId, number: 1, responses });
      const rating = { raterId, ratedId, surveyWaveId, collaborationLevel: 3 };
      return {
        id: await make.create(relationshipRatingDefinition, rating),
        contradict: () => world.update(surveyWaveDefinition, { id: surveyWaveId, responses: [] }),
      };
    },
  ],
};
