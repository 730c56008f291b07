import { unwrap } from '@collective-impact/sdk';
import { communicationIndicators } from '@collective-impact/sdk/communication';
import {
  actionItemDefinition,
  communicationEventDefinition,
  communicationPlanDefinition,
  decisionDefinition,
  meetingDefinition,
  workingGroupDefinition,
} from '@collective-impact/store';
import type { Resolvers } from '../generated/resolvers-types.ts';
import { Connection } from '../shared/connection.ts';
import { create, update } from '../shared/mutation.ts';

export const communicationResolvers: Resolvers = {
  Ecosystem: {
    workingGroups: async ({ id }, page, { read }) =>
      new Connection(await read.communication.workingGroups({ of: 'ecosystem', id }, page)),
    meetings: async ({ id }, { kind, held, ...page }, { read }) =>
      new Connection(await read.communication.meetings({ of: 'ecosystem', id }, { page, filter: { kind, held } })),
    decisions: async ({ id }, { open, ...page }, { read }) =>
      new Connection(await read.communication.decisions({ of: 'ecosystem', id }, { page, filter: { open } })),
    actionItems: async ({ id }, { open, ...page }, { read }) =>
      new Connection(await read.communication.actionItems({ of: 'ecosystem', id }, { page, filter: { open } })),
    communicationPlans: async ({ id }, page, { read }) => new Connection(await read.communication.plans(id, page)),
    communication: async (ecosystem, { on }, { read, today }) => {
      const organizations = await read.organization.membership(ecosystem.id);
      const records = await read.communication.indicatorInput(ecosystem.id);
      return unwrap(communicationIndicators({ ...records, organizations }, on ?? (await today(ecosystem))));
    },
  },
  Organization: {
    workingGroups: async ({ id }, page, { read }) =>
      new Connection(await read.communication.workingGroups({ of: 'organization', id }, page)),
    actionItems: async ({ id }, { open, ...page }, { read }) =>
      new Connection(await read.communication.actionItems({ of: 'organization', id }, { page, filter: { open } })),
  },
  Goal: {
    workingGroups: async ({ id }, page, { read }) =>
      new Connection(await read.communication.workingGroups({ of: 'goal', id }, page)),
  },
  WorkingGroup: {
    meetings: async ({ id }, { kind, held, ...page }, { read }) =>
      new Connection(await read.communication.meetings({ of: 'workingGroup', id }, { page, filter: { kind, held } })),
    decisions: async ({ id }, { open, ...page }, { read }) =>
      new Connection(await read.communication.decisions({ of: 'workingGroup', id }, { page, filter: { open } })),
  },
  Meeting: {
    decisions: async ({ id }, { open, ...page }, { read }) =>
      new Connection(await read.communication.decisions({ of: 'meeting', id }, { page, filter: { open } })),
    actionItems: async ({ id }, { open, ...page }, { read }) =>
      new Connection(await read.communication.actionItems({ of: 'meeting', id }, { page, filter: { open } })),
  },
  Attendance: {
    organization: ({ organizationId }, _args, { read }) => read.record('organization', organizationId),
  },
  Decision: {
    actionItems: async ({ id }, { open, ...page }, { read }) =>
      new Connection(await read.communication.actionItems({ of: 'decision', id }, { page, filter: { open } })),
  },
  CommunicationPlan: {
    events: async ({ id }, page, { read }) => new Connection(await read.communication.events(id, page)),
  },
  OverdueGroup: {
    workingGroup: ({ workingGroupId }, _args, { read }) => read.record('working_group', workingGroupId),
  },
  GroupCadence: {
    workingGroup: ({ workingGroupId }, _args, { read }) => read.record('working_group', workingGroupId),
  },
  OverduePlan: {
    communicationPlan: ({ communicationPlanId }, _args, { read }) =>
      read.record('communication_plan', communicationPlanId),
  },
  PlanCadence: {
    communicationPlan: ({ communicationPlanId }, _args, { read }) =>
      read.record('communication_plan', communicationPlanId),
  },
  Mutation: {
    createWorkingGroup: create(workingGroupDefinition),
    updateWorkingGroup: update(workingGroupDefinition),
    createMeeting: create(meetingDefinition),
    updateMeeting: update(meetingDefinition),
    createDecision: create(decisionDefinition),
    updateDecision: update(decisionDefinition),
    createActionItem: create(actionItemDefinition),
    updateActionItem: update(actionItemDefinition),
    createCommunicationPlan: create(communicationPlanDefinition),
    updateCommunicationPlan: update(communicationPlanDefinition),
    createCommunicationEvent: create(communicationEventDefinition),
    updateCommunicationEvent: update(communicationEventDefinition),
  },
};
