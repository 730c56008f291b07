import type { InferKyselyDB } from '@mikro-orm/sql';
import type { EcosystemTables } from '../ecosystem/index.ts';
import { CommonAgendaEntity } from './common-agenda.entity.ts';
import { EndorsementEntity } from './endorsement.entity.ts';
import { GoalEntity } from './goal.entity.ts';
import { StrategyEntity } from './strategy.entity.ts';
import { TermEntity } from './term.entity.ts';

/** The record types of this domain. */
export const agendaEntities: readonly [
  typeof CommonAgendaEntity,
  typeof GoalEntity,
  typeof StrategyEntity,
  typeof EndorsementEntity,
  typeof TermEntity,
] = [CommonAgendaEntity, GoalEntity, StrategyEntity, EndorsementEntity, TermEntity];

/** The tables that statements of this domain read, as the query builder knows them. */
export type AgendaTables = EcosystemTables & InferKyselyDB<(typeof agendaEntities)[number]>;
