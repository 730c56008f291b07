import { strategyStatuses } from '@collective-impact/sdk/agenda';
import { defineEntity, p } from '@mikro-orm/core';
import { EcosystemEntity, OrganizationEntity } from '../ecosystem/index.ts';
import { code, day, recordProperties } from '../shared/record-entity.ts';
import { reference } from '../shared/reference.ts';
import { GoalEntity } from './goal.entity.ts';

export const StrategyEntity = defineEntity({
  name: 'Strategy',
  tableName: 'strategy',
  properties: {
    ...recordProperties,
    ecosystemId: () => reference(EcosystemEntity, 'ecosystem_id'),
    goalId: () => reference(GoalEntity, 'goal_id'),
    title: p.text(),
    description: p.text().nullable(),
    kind: code().nullable(),
    status: p.enum(strategyStatuses),
    leadId: () => reference(OrganizationEntity, 'lead_id').nullable(),
    startsOn: day().nullable(),
    endsOn: day().nullable(),
    result: p.text().nullable(),
    basedOnId: () => reference(StrategyEntity, 'based_on_id').nullable(),
  },
  checks: [
    { name: 'strategy_ends_after_start', expression: 'ends_on >= starts_on' },
    { name: 'strategy_began', expression: "status = 'PLANNED' or status = 'STOPPED' or starts_on is not null" },
    { name: 'strategy_ended', expression: "status = 'PLANNED' or status = 'ACTIVE' or ends_on is not null" },
    { name: 'strategy_based_on_another', expression: 'based_on_id <> id' },
  ],
  indexes: [
    { name: 'strategy_by_goal', properties: ['goalId', 'id'] },
    { name: 'strategy_by_ecosystem', properties: ['ecosystemId', 'id'] },
    { name: 'strategy_by_basis', properties: ['basedOnId', 'id'] },
    { name: 'strategy_by_lead', properties: ['leadId', 'id'] },
  ],
});
