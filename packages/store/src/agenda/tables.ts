import { type RowOf, tableOf } from '../shared/table.ts';
import { CommonAgendaEntity } from './common-agenda.entity.ts';
import { EndorsementEntity } from './endorsement.entity.ts';
import { GoalEntity } from './goal.entity.ts';
import { StrategyEntity } from './strategy.entity.ts';
import { TermEntity } from './term.entity.ts';

/** A version of a common agenda as readers return it. */
export interface CommonAgendaRow extends RowOf<typeof CommonAgendaEntity> {}

/** A goal as readers return it. */
export interface GoalRow extends RowOf<typeof GoalEntity> {}

/** A strategy as readers return it. */
export interface StrategyRow extends RowOf<typeof StrategyEntity> {}

/** An endorsement as readers return it. */
export interface EndorsementRow extends RowOf<typeof EndorsementEntity> {}

/** A term of the shared glossary as readers return it. */
export interface TermRow extends RowOf<typeof TermEntity> {}

export const commonAgendaTable = tableOf<CommonAgendaRow>(CommonAgendaEntity);
export const goalTable = tableOf<GoalRow>(GoalEntity);
export const strategyTable = tableOf<StrategyRow>(StrategyEntity);
export const endorsementTable = tableOf<EndorsementRow>(EndorsementEntity);
export const termTable = tableOf<TermRow>(TermEntity);
