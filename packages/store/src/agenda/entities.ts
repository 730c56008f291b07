import { CommonAgendaEntity } from './common-agenda.entity.ts';
import { EndorsementEntity } from './endorsement.entity.ts';
import { GoalEntity } from './goal.entity.ts';
import { StrategyEntity } from './strategy.entity.ts';
import { TermEntity } from './term.entity.ts';

/** The record types of this domain. */
export const agendaEntities = [CommonAgendaEntity, GoalEntity, StrategyEntity, EndorsementEntity, TermEntity] as const;
