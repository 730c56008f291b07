import { defineEntity, p } from '@mikro-orm/core';
import { EcosystemEntity } from '../ecosystem/index.ts';
import { reference } from '../shared/reference.ts';
import { IndicatorVersionEntity } from './indicator-version.entity.ts';

/**
 * A combination of categories in which an indicator version has figures; the one of no categories is the total.
 * Cells are many and combinations few, so a cell carries a number instead of a list, and grouping by it is cheap.
 */
export const BreakdownEntity = defineEntity({
  name: 'Breakdown',
  tableName: 'breakdown',
  properties: {
    id: p.integer().primary().autoincrement(),
    ecosystemId: () => reference(EcosystemEntity, 'ecosystem_id'),
    indicatorVersionId: () => reference(IndicatorVersionEntity, 'indicator_version_id'),
    categoryIds: p.array().columnType('uuid[]').$type<string[]>(),
    dimensionIds: p.array().columnType('uuid[]').$type<string[]>(),
  },
  uniques: [{ name: 'breakdown_unique', properties: ['indicatorVersionId', 'categoryIds'] }],
});
