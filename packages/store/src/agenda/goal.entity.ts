import { defineEntity, p } from '@mikro-orm/core';
import { EcosystemEntity } from '../ecosystem/index.ts';
import { recordProperties, sortedText } from '../shared/record-entity.ts';
import { reference } from '../shared/reference.ts';
import { CommonAgendaEntity } from './common-agenda.entity.ts';

export const GoalEntity = defineEntity({
  name: 'Goal',
  tableName: 'goal',
  properties: {
    ...recordProperties,
    ecosystemId: () => reference(EcosystemEntity, 'ecosystem_id'),
    commonAgendaId: () => reference(CommonAgendaEntity, 'common_agenda_id'),
    code: sortedText(),
    title: p.text(),
    outcomeStatement: p.text().nullable(),
    population: p.text().nullable(),
    order: p.integer(),
    basedOnId: () => reference(GoalEntity, 'based_on_id').nullable(),
  },
  checks: [{ name: 'goal_based_on_another', expression: 'based_on_id <> id' }],
  uniques: [{ name: 'goal_code_unique', properties: ['commonAgendaId', 'code'] }],
  indexes: [
    { name: 'goal_by_order', properties: ['commonAgendaId', 'order', 'id'] },
    { name: 'goal_by_basis', properties: ['basedOnId', 'id'] },
    { name: 'goal_by_ecosystem', properties: ['ecosystemId', 'id'] },
  ],
});
