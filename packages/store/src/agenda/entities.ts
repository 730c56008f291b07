import { CommonAgendaEntity } from './common-agenda.entity.ts';
import { EndorsementEntity } from './endorsement.entity.ts';
import { GapEntity } from './gap.entity.ts';
import { GoalEntity } from './goal.entity.ts';
import { LandscapeScanEntity } from './landscape-scan.entity.ts';
import { StrategyEntity } from './strategy.entity.ts';
import { TermEntity } from './term.entity.ts';

/** The kinds of record of this room. */
export const agendaEntities = [
  CommonAgendaEntity,
  GoalEntity,
  StrategyEntity,
  EndorsementEntity,
  LandscapeScanEntity,
  GapEntity,
  TermEntity,
] as const;
