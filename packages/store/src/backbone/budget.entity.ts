import { defineEntity, p } from '@mikro-orm/core';
import { EcosystemEntity } from '../ecosystem/index.ts';
import { day, numeric, recordProperties } from '../shared/record-entity.ts';
import { reference } from '../shared/reference.ts';

export const BudgetEntity = defineEntity({
  name: 'Budget',
  tableName: 'budget',
  properties: {
    ...recordProperties,
    ecosystemId: () => reference(EcosystemEntity, 'ecosystem_id'),
    monthlyAmount: numeric(),
    currency: p.text(),
    startsOn: day(),
    endsOn: day().nullable(),
  },
  checks: [
    { name: 'budget_monthly_amount', expression: 'monthly_amount > 0' },
    { name: 'budget_currency', expression: "currency ~ '^[A-Z]{3}$'" },
    { name: 'budget_ends_after_start', expression: 'ends_on >= starts_on' },
  ],
  indexes: [{ name: 'budget_by_ecosystem', properties: ['ecosystemId', 'startsOn', 'id'] }],
});
