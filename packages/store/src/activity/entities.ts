import { ActivityEntity } from './activity.entity.ts';
import { CommitmentEntity } from './commitment.entity.ts';
import { ContributionEntity } from './contribution.entity.ts';
import { ReinforcementEntity } from './reinforcement.entity.ts';

/** The kinds of record of this room. */
export const activityEntities = [ActivityEntity, ContributionEntity, ReinforcementEntity, CommitmentEntity] as const;
