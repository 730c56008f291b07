import { commitmentStatuses } from '@collective-impact/sdk/activity';
import { defineEntity, p } from '@mikro-orm/core';
import { GoalEntity, StrategyEntity } from '../agenda/index.ts';
import { EcosystemEntity, OrganizationEntity } from '../ecosystem/index.ts';
import { day, recordProperties } from '../shared/record-entity.ts';
import { reference } from '../shared/reference.ts';
import { ActivityEntity } from './activity.entity.ts';

export const CommitmentEntity = defineEntity({
  name: 'Commitment',
  tableName: 'commitment',
  properties: {
    ...recordProperties,
    ecosystemId: () => reference(EcosystemEntity, 'ecosystem_id'),
    organizationId: () => reference(OrganizationEntity, 'organization_id'),
    statement: p.text(),
    goalId: () => reference(GoalEntity, 'goal_id').nullable(),
    strategyId: () => reference(StrategyEntity, 'strategy_id').nullable(),
    activityId: () => reference(ActivityEntity, 'activity_id').nullable(),
    dueOn: day().nullable(),
    status: p.enum(commitmentStatuses),
    agreedOn: day().nullable(),
    closedOn: day().nullable(),
    evidence: p.text().nullable(),
    evidenceUrl: p.text().nullable(),
  },
  checks: [
    {
      name: 'commitment_names_its_aim',
      expression: 'goal_id is not null or strategy_id is not null or activity_id is not null',
    },
    {
      name: 'commitment_fulfilled_with_evidence',
      expression: "status <> 'FULFILLED' or evidence is not null or evidence_url is not null",
    },
    { name: 'commitment_closed_after_agreed', expression: 'closed_on >= agreed_on' },
  ],
  indexes: [
    { name: 'commitment_by_ecosystem', properties: ['ecosystemId', 'id'] },
    { name: 'commitment_by_organization', properties: ['organizationId', 'id'] },
    { name: 'commitment_by_goal', properties: ['goalId', 'id'] },
    { name: 'commitment_by_strategy', properties: ['strategyId', 'id'] },
    { name: 'commitment_by_activity', properties: ['activityId', 'id'] },
  ],
});
