import { defineEntity, p } from '@mikro-orm/core';
import { EcosystemEntity } from '../../ecosystem/index.ts';
import { reference } from '../../shared/reference.ts';
import { IndicatorVersionEntity } from '../version/indicator-version.entity.ts';

/**
 * A combination of categories in which an indicator version has figures. The combination without categories is the total.
 * There are many cells and few combinations. A cell therefore stores the number of its combination, which is cheap to group by.
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
