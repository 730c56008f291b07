import { CommonAgendaEntity } from './common-agenda.entity.ts';
import { GoalEntity } from './goal.entity.ts';

/** The kinds of record of this room. */
export const agendaEntities = [CommonAgendaEntity, GoalEntity] as const;
