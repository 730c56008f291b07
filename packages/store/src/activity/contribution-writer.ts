import { contribution, reinforcement } from '@collective-impact/sdk';
import type { Writing } from '../shared/writing.ts';
import { ContributionEntity } from './contribution.entity.ts';
import { ReinforcementEntity } from './reinforcement.entity.ts';

/** How contributions of activities to goals are written. */
export const contributionWriting: Writing = {
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

/** How reinforcements of activities by others are written. */
export const reinforcementWriting: Writing = {
  type: reinforcement,
  entity: ReinforcementEntity,
  constraints: {
    reinforcement_once: {
      path: ['reinforcedId'],
      message: 'it is told already that this activity reinforces that one: change what is told',
    },
  },
};
