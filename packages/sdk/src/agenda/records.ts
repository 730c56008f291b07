import { commonAgenda } from './common-agenda.ts';
import { goal } from './goal.ts';

/** The kinds of record of this room. */
export const agendaRecords = [commonAgenda, goal] as const;
