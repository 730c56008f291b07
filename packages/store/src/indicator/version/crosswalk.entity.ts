import type { CategoryMapping } from '@collective-impact/sdk/indicator';
import { defineEntity, p } from '@mikro-orm/core';
import { EcosystemEntity } from '../../ecosystem/index.ts';
import { recordProperties, sortedText } from '../../shared/record-entity.ts';
import { reference } from '../../shared/reference.ts';
import { IndicatorVersionEntity } from './indicator-version.entity.ts';

export const CrosswalkEntity = defineEntity({
  name: 'Crosswalk',
  tableName: 'crosswalk',
  properties: {
    ...recordProperties,
    ecosystemId: () => reference(EcosystemEntity, 'ecosystem_id'),
    indicatorVersionId: () => reference(IndicatorVersionEntity, 'indicator_version_id'),
    earlierVersionId: () => reference(IndicatorVersionEntity, 'earlier_version_id'),
    dimension: sortedText(),
    earlierDimension: p.text(),
    mappings: p.json().$type<CategoryMapping[]>(),
  },
  uniques: [{ name: 'crosswalk_once', properties: ['indicatorVersionId', 'dimension', 'earlierVersionId'] }],
});
