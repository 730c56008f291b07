import { goalContribution, reinforcement } from '@collective-impact/sdk/activity';
import type { RecordDefinition } from '../shared/record-definition.ts';
import { GoalContributionEntity } from './goal-contribution.entity.ts';
import { ReinforcementEntity } from './reinforcement.entity.ts';

/** How contributions of activities to goals are stored. */
export const goalContributionDefinition: RecordDefinition<typeof goalContribution, typeof GoalContributionEntity> = {
  type: goalContribution,
  entity: GoalContributionEntity,
  constraints: {
    goal_contribution_once: {
      path: ['indicatorId'],
      message: 'The activity already has a contribution to this goal with this indicator. Update that record.',
    },
    goal_contribution_once_without_indicator: {
      path: ['goalId'],
      message: 'The activity already has a contribution to this goal without an indicator. Update that record.',
    },
  },
};

/** How reinforcements of activities by other activities are stored. */
export const reinforcementDefinition: RecordDefinition<typeof reinforcement, typeof ReinforcementEntity> = {
  type: reinforcement,
  entity: ReinforcementEntity,
  constraints: {
    reinforcement_once: {
      path: ['reinforcedId'],
      message: 'This reinforcement is already recorded. Update that record.',
    },
  },
};
