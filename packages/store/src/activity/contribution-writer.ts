import { contribution, reinforcement } from '@collective-impact/sdk/activity';
import type { RecordDefinition } from '../shared/record-definition.ts';
import { ContributionEntity } from './contribution.entity.ts';
import { ReinforcementEntity } from './reinforcement.entity.ts';

/** How contributions of activities to goals are stored. */
export const contributionDefinition: RecordDefinition<typeof contribution, typeof ContributionEntity> = {
  type: contribution,
  entity: ContributionEntity,
  constraints: {
    contribution_once: {
      path: ['indicatorId'],
      message: 'this activity has a contribution to this goal by this indicator: change that one',
    },
    contribution_once_without_indicator: {
      path: ['goalId'],
      message: 'this activity has a contribution to this goal without an indicator: change that one',
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
      message: 'it is told already that this activity reinforces that one: change what is told',
    },
  },
};
