import { defineEntity, p } from '@mikro-orm/core';
import { GoalEntity } from '../agenda/index.ts';
import { EcosystemEntity, OrganizationEntity } from '../ecosystem/index.ts';
import { code, day, recordProperties } from '../shared/record-entity.ts';
import { reference } from '../shared/reference.ts';

export const PolicyActionEntity = defineEntity({
  name: 'PolicyAction',
  tableName: 'policy_action',
  properties: {
    ...recordProperties,
    ecosystemId: () => reference(EcosystemEntity, 'ecosystem_id'),
    title: p.text(),
    description: p.text().nullable(),
    level: code().nullable(),
    position: code().nullable(),
    status: code().nullable(),
    goalId: () => reference(GoalEntity, 'goal_id').nullable(),
    leadId: () => reference(OrganizationEntity, 'lead_id').nullable(),
    takenOn: day().nullable(),
  },
  indexes: [
    { name: 'policy_action_by_ecosystem', properties: ['ecosystemId', 'id'] },
    { name: 'policy_action_by_goal', properties: ['goalId', 'id'] },
    { name: 'policy_action_by_lead', properties: ['leadId', 'id'] },
  ],
});
