import { commonAgenda } from './common-agenda.ts';
import { endorsement } from './endorsement.ts';
import { goal } from './goal.ts';
import { strategy } from './strategy.ts';
import { term } from './term.ts';

/** The record types of this domain. */
export const agendaRecords = [commonAgenda, goal, strategy, endorsement, term] as const;
