import { changeMeasures, dataQualityKinds } from '@collective-impact/sdk/reporting';
import { defineEntity, p } from '@mikro-orm/core';
import { EcosystemEntity } from '../../ecosystem/index.ts';
import { BreakdownEntity, IndicatorVersionEntity } from '../../indicator/index.ts';
import { numeric, recordProperties, sortedText } from '../../shared/record-entity.ts';
import { reference } from '../../shared/reference.ts';

export const DataQualityRuleEntity = defineEntity({
  name: 'DataQualityRule',
  tableName: 'data_quality_rule',
  properties: {
    ...recordProperties,
    ecosystemId: () => reference(EcosystemEntity, 'ecosystem_id'),
    indicatorVersionId: () => reference(IndicatorVersionEntity, 'indicator_version_id'),
    name: sortedText(),
    kind: p.enum(dataQualityKinds),
    breakdownId: () => reference(BreakdownEntity, 'breakdown_id').$type<number>(),
    least: numeric().nullable(),
    most: numeric().nullable(),
    largestChange: numeric().nullable(),
    changeBy: p.enum(changeMeasures).nullable(),
    otherVersionId: () => reference(IndicatorVersionEntity, 'other_version_id').nullable(),
    blocks: p.boolean(),
  },
  uniques: [{ name: 'data_quality_rule_name_unique', properties: ['indicatorVersionId', 'name'] }],
});
