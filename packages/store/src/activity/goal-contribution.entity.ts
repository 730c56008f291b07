import { defineEntity, p } from '@mikro-orm/core';
import { GoalEntity } from '../agenda/index.ts';
import { EcosystemEntity } from '../ecosystem/index.ts';
import { IndicatorEntity } from '../indicator/index.ts';
import { recordProperties } from '../shared/record-entity.ts';
import { reference } from '../shared/reference.ts';
import { ActivityEntity } from './activity.entity.ts';

export const GoalContributionEntity = defineEntity({
  name: 'GoalContribution',
  tableName: 'goal_contribution',
  properties: {
    ...recordProperties,
    ecosystemId: () => reference(EcosystemEntity, 'ecosystem_id'),
    activityId: () => reference(ActivityEntity, 'activity_id'),
    goalId: () => reference(GoalEntity, 'goal_id'),
    indicatorId: () => reference(IndicatorEntity, 'indicator_id').nullable(),
    expectedEffect: p.text().nullable(),
    mechanism: p.text().nullable(),
  },
  uniques: [
    {
      name: 'goal_contribution_once',
      properties: ['activityId', 'goalId', 'indicatorId'],
      where: 'indicator_id is not null',
    },
    {
      name: 'goal_contribution_once_without_indicator',
      properties: ['activityId', 'goalId'],
      where: 'indicator_id is null',
    },
  ],
  indexes: [
    { name: 'goal_contribution_by_activity', properties: ['activityId', 'id'] },
    { name: 'goal_contribution_by_goal', properties: ['goalId', 'id'] },
    { name: 'goal_contribution_by_indicator', properties: ['indicatorId', 'id'] },
    { name: 'goal_contribution_by_ecosystem', properties: ['ecosystemId', 'id'] },
  ],
});
