import { commonAgendaWriting, goalWriting, proposeCommonAgenda, ratifyCommonAgenda } from '@collective-impact/store';
import type { Resolvers } from '../generated/resolvers-types.ts';
import { Connection } from '../shared/connection.ts';
import { creates, does, updates } from '../shared/mutation.ts';

export const agendaResolvers: Resolvers = {
  Ecosystem: {
    agenda: ({ id }, _args, { read }) => read.agenda.inForce(id),
    agendas: async ({ id }, page, { read }) => new Connection(await read.agenda.agendas(id, page)),
  },
  CommonAgenda: {
    goals: async ({ id }, page, { read }) => new Connection(await read.agenda.goals(id, page)),
  },
  Mutation: {
    createCommonAgenda: creates(commonAgendaWriting),
    updateCommonAgenda: updates(commonAgendaWriting),
    proposeCommonAgenda: does(proposeCommonAgenda),
    ratifyCommonAgenda: does(ratifyCommonAgenda),
    createGoal: creates(goalWriting),
    updateGoal: updates(goalWriting),
  },
};
