import { unwrap } from '@collective-impact/sdk';
import { agendaSupport, agendaSupportOverTime } from '@collective-impact/sdk/agenda';
import type { Resolvers } from '../generated/resolvers-types.ts';
import { Connection } from '../shared/connection.ts';
import { agendaMutations } from './mutations.ts';

export const agendaResolvers: Resolvers = {
  Ecosystem: {
    agenda: ({ id }, _args, { read }) => read.agenda.inForce(id),
    agendas: async ({ id }, page, { read }) => new Connection(await read.agenda.agendas(id, page)),
    glossary: async ({ id }, { search, status, ...page }, { read }) =>
      new Connection(await read.agenda.glossary.terms(id, { page, filter: { search, status } })),
  },
  CommonAgenda: {
    keyTerms: async ({ id }, page, { read }) => new Connection(await read.agenda.glossary.keyTerms(id, page)),
    goals: async ({ id }, page, { read }) => new Connection(await read.agenda.goals(id, page)),
    strategies: async ({ id }, { kind, status, ...page }, { read }) =>
      new Connection(await read.agenda.strategies.ofAgenda(id, { page, filter: { kind, status } })),
    endorsements: async ({ id }, { withdrawn, ...page }, { read }) =>
      new Connection(await read.agenda.endorsements.ofAgenda(id, { page, filter: { withdrawn } })),
    support: async (agenda, { on }, { read, today }) =>
      unwrap(
        agendaSupport(await read.agenda.endorsements.support(agenda), {
          on: on ?? agenda.supersededOn ?? (await today(agenda)),
        }),
      ),
    supportOverTime: async (agenda, _args, { read, today }) =>
      unwrap(
        agendaSupportOverTime(await read.agenda.endorsements.support(agenda), {
          through: agenda.supersededOn ?? (await today(agenda)),
        }),
      ),
  },
  Goal: {
    followedBy: async ({ id }, page, { read }) => new Connection(await read.agenda.goalsBasedOn(id, page)),
    strategies: async ({ id }, { kind, status, ...page }, { read }) =>
      new Connection(await read.agenda.strategies.ofGoal(id, { page, filter: { kind, status } })),
  },
  Strategy: {
    followedBy: async ({ id }, page, { read }) => new Connection(await read.agenda.strategies.basedOn(id, page)),
  },
  Organization: {
    strategies: async ({ id }, { kind, status, ...page }, { read }) =>
      new Connection(await read.agenda.strategies.ofLead(id, { page, filter: { kind, status } })),
    endorsements: async ({ id }, { withdrawn, ...page }, { read }) =>
      new Connection(await read.agenda.endorsements.ofOrganization(id, { page, filter: { withdrawn } })),
  },
  Mutation: agendaMutations,
};
