import type { InferKyselyDB } from '@mikro-orm/sql';
import type { AgendaTables } from '../agenda/index.ts';
import { ActivityEntity } from './activity.entity.ts';
import { CommitmentEntity } from './commitment.entity.ts';
import { GoalContributionEntity } from './goal-contribution.entity.ts';
import { ReinforcementEntity } from './reinforcement.entity.ts';

/** The record types of this domain. */
export const activityEntities: readonly [
  typeof ActivityEntity,
  typeof GoalContributionEntity,
  typeof ReinforcementEntity,
  typeof CommitmentEntity,
] = [ActivityEntity, GoalContributionEntity, ReinforcementEntity, CommitmentEntity];

/** The tables that statements of this domain read, as the query builder knows them. */
export type ActivityTables = AgendaTables & InferKyselyDB<(typeof activityEntities)[number]>;
