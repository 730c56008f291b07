import { defineEntity, p } from '@mikro-orm/core';
import { EcosystemEntity } from '../ecosystem/index.ts';
import { day, numeric, recordProperties } from '../shared/record-entity.ts';
import { reference } from '../shared/reference.ts';
import { BreakdownEntity } from './breakdown.entity.ts';
import { IndicatorVersionEntity } from './indicator-version.entity.ts';

const properties = {
  ...recordProperties,
  ecosystemId: () => reference(EcosystemEntity, 'ecosystem_id'),
  indicatorVersionId: () => reference(IndicatorVersionEntity, 'indicator_version_id'),
  breakdownId: () => reference(BreakdownEntity, 'breakdown_id').$type<number>(),
  period: p.text(),
  periodStart: day(),
  value: numeric(),
};

export const BaselineEntity = defineEntity({
  name: 'Baseline',
  tableName: 'baseline',
  properties,
  uniques: [{ name: 'baseline_unique', properties: ['indicatorVersionId', 'breakdownId', 'period'] }],
});

export const TargetEntity = defineEntity({
  name: 'Target',
  tableName: 'target',
  properties: { ...properties, minimumCoverage: numeric().nullable() },
  uniques: [{ name: 'target_unique', properties: ['indicatorVersionId', 'breakdownId', 'period'] }],
});
