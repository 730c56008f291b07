import { type RowOf, tableOf } from '../shared/table.ts';
import { ActivityEntity } from './activity.entity.ts';
import { CommitmentEntity } from './commitment.entity.ts';
import { GoalContributionEntity } from './goal-contribution.entity.ts';
import { ReinforcementEntity } from './reinforcement.entity.ts';

/** An activity as readers return it. */
export interface ActivityRow extends RowOf<typeof ActivityEntity> {}

/** A contribution of an activity to a goal as readers return it. */
export interface GoalContributionRow extends RowOf<typeof GoalContributionEntity> {}

/** A reinforcement of one activity by another as readers return it. */
export interface ReinforcementRow extends RowOf<typeof ReinforcementEntity> {}

/** A commitment as readers return it. */
export interface CommitmentRow extends RowOf<typeof CommitmentEntity> {}

export const activityTable = tableOf<ActivityRow>(ActivityEntity);
export const goalContributionTable = tableOf<GoalContributionRow>(GoalContributionEntity);
export const reinforcementTable = tableOf<ReinforcementRow>(ReinforcementEntity);
export const commitmentTable = tableOf<CommitmentRow>(CommitmentEntity);
