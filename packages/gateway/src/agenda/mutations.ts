import { commonAgenda } from '@collective-impact/sdk';
import {
  adoptTerm,
  commonAgendaWriting,
  completeStrategy,
  endorsementWriting,
  goalWriting,
  proposeCommonAgenda,
  ratifyCommonAgenda,
  retireTerm,
  reviseCommonAgenda,
  startStrategy,
  stopStrategy,
  strategyWriting,
  termWriting,
  withdrawEndorsement,
} from '@collective-impact/store';
import type { Resolvers } from '../generated/resolvers-types.ts';
import { carriesOut, creates, does, updates } from '../shared/mutation.ts';

export const agendaMutations: NonNullable<Resolvers['Mutation']> = {
  createCommonAgenda: creates(commonAgendaWriting),
  reviseCommonAgenda: carriesOut(commonAgenda, ({ writer }, input) => reviseCommonAgenda(writer, input)),
  updateCommonAgenda: updates(commonAgendaWriting),
  proposeCommonAgenda: does(proposeCommonAgenda),
  ratifyCommonAgenda: does(ratifyCommonAgenda),
  createGoal: creates(goalWriting),
  updateGoal: updates(goalWriting),
  createStrategy: creates(strategyWriting),
  updateStrategy: updates(strategyWriting),
  startStrategy: does(startStrategy),
  completeStrategy: does(completeStrategy),
  stopStrategy: does(stopStrategy),
  createEndorsement: creates(endorsementWriting),
  updateEndorsement: updates(endorsementWriting),
  withdrawEndorsement: does(withdrawEndorsement),
  createTerm: creates(termWriting),
  updateTerm: updates(termWriting),
  adoptTerm: does(adoptTerm),
  retireTerm: does(retireTerm),
};
