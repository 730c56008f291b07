import { commonAgenda } from './common-agenda.ts';
import { endorsement } from './endorsement.ts';
import { gap } from './gap.ts';
import { goal } from './goal.ts';
import { landscapeScan } from './landscape-scan.ts';
import { strategy } from './strategy.ts';
import { term } from './term.ts';

/** The kinds of record of this room. */
export const agendaRecords = [commonAgenda, goal, strategy, endorsement, landscapeScan, gap, term] as const;
