import { defineEntity, p } from '@mikro-orm/core';
import { EcosystemEntity } from '../../ecosystem/index.ts';
import { recordProperties, sortedText } from '../../shared/record-entity.ts';
import { reference } from '../../shared/reference.ts';
import { IndicatorVersionEntity } from '../version/indicator-version.entity.ts';

export const DimensionEntity = defineEntity({
  name: 'Dimension',
  tableName: 'dimension',
  properties: {
    ...recordProperties,
    ecosystemId: () => reference(EcosystemEntity, 'ecosystem_id'),
    indicatorVersionId: () => reference(IndicatorVersionEntity, 'indicator_version_id'),
    code: sortedText(),
    label: p.text(),
    order: p.integer(),
    exclusive: p.boolean(),
    exhaustive: p.boolean(),
  },
  uniques: [{ name: 'dimension_code_unique', properties: ['indicatorVersionId', 'code'] }],
});

/** A category is part of its dimension, without its own feed entries and revision number. */
export const CategoryEntity = defineEntity({
  name: 'Category',
  tableName: 'category',
  properties: {
    id: p.uuid().primary(),
    ecosystemId: () => reference(EcosystemEntity, 'ecosystem_id'),
    dimensionId: () => reference(DimensionEntity, 'dimension_id'),
    code: sortedText(),
    label: p.text(),
    order: p.integer(),
    parentId: () => reference(CategoryEntity, 'parent_id').nullable(),
    uri: p.text().nullable(),
  },
  uniques: [{ name: 'category_code_unique', properties: ['dimensionId', 'code'] }],
});
