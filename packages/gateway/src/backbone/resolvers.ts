import { unwrap } from '@collective-impact/sdk';
import { backboneOn, judgedQualities, readinessOverTime } from '@collective-impact/sdk/backbone';
import {
  backboneAppointmentDefinition,
  policyActionDefinition,
  readinessAssessmentDefinition,
} from '@collective-impact/store';
import type { Resolvers } from '../generated/resolvers-types.ts';
import { Connection } from '../shared/connection.ts';
import { create, update } from '../shared/mutation.ts';

export const backboneResolvers: Resolvers = {
  Ecosystem: {
    backbone: async (ecosystem, args, { read, today }) => {
      const on = args.on ?? (await today(ecosystem));
      const backbone = unwrap(backboneOn(await read.backbone.activeAppointments(ecosystem.id, on), on));
      return { on, ...backbone, qualities: unwrap(judgedQualities(backbone.lead?.judgments ?? [])) };
    },
    backboneAppointments: async ({ id }, { role, ...page }, { read }) =>
      new Connection(await read.backbone.appointments(id, { page, filter: { role } })),
    readinessAssessments: async ({ id }, page, { read }) => new Connection(await read.backbone.assessments(id, page)),
    readiness: async ({ id }, _args, { read }) => unwrap(readinessOverTime(await read.backbone.allAssessments(id))),
    policyActions: async ({ id }, { level, status, ...page }, { read }) =>
      new Connection(await read.backbone.policyActions(id, { page, filter: { level, status } })),
  },
  Organization: {
    backboneAppointments: async ({ id }, page, { read }) =>
      new Connection(await read.backbone.appointmentsOf(id, page)),
    policyActions: async ({ id }, page, { read }) => new Connection(await read.backbone.policyActionsLedBy(id, page)),
  },
  Goal: {
    policyActions: async ({ id }, page, { read }) => new Connection(await read.backbone.policyActionsOf(id, page)),
  },
  Mutation: {
    createBackboneAppointment: create(backboneAppointmentDefinition),
    updateBackboneAppointment: update(backboneAppointmentDefinition),
    createReadinessAssessment: create(readinessAssessmentDefinition),
    updateReadinessAssessment: update(readinessAssessmentDefinition),
    createPolicyAction: create(policyActionDefinition),
    updatePolicyAction: update(policyActionDefinition),
  },
};
