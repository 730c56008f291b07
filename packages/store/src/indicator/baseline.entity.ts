import type { DisparityDefinition } from '@collective-impact/sdk/indicator';
import { defineEntity, p } from '@mikro-orm/core';
import { EcosystemEntity } from '../ecosystem/index.ts';
import { day, numeric, recordProperties } from '../shared/record-entity.ts';
import { reference } from '../shared/reference.ts';
import { BreakdownEntity } from './dimension/breakdown.entity.ts';
import { IndicatorVersionEntity } from './version/indicator-version.entity.ts';

const properties = {
  ...recordProperties,
  ecosystemId: () => reference(EcosystemEntity, 'ecosystem_id'),
  indicatorVersionId: () => reference(IndicatorVersionEntity, 'indicator_version_id'),
  breakdownId: () => reference(BreakdownEntity, 'breakdown_id').$type<number>(),
  period: p.text(),
  periodStart: day(),
  value: numeric(),
  disparity: p.json().$type<DisparityDefinition>().nullable(),
};

/** One figure of each period and categories, and one of each disparity. */
function uniques(noun: 'baseline' | 'target') {
  const key: ('indicatorVersionId' | 'breakdownId' | 'period' | 'disparity')[] = [
    'indicatorVersionId',
    'breakdownId',
    'period',
  ];
  return [
    { name: `${noun}_unique`, properties: key, where: 'disparity is null' },
    {
      name: `${noun}_of_disparity_unique`,
      properties: [...key, 'disparity' as const],
      where: 'disparity is not null',
    },
  ];
}

export const BaselineEntity = defineEntity({
  name: 'Baseline',
  tableName: 'baseline',
  properties,
  uniques: uniques('baseline'),
  indexes: [{ name: 'baseline_by_version', properties: ['indicatorVersionId', 'periodStart', 'id'] }],
});

export const TargetEntity = defineEntity({
  name: 'Target',
  tableName: 'target',
  properties: { ...properties, minimumCoverage: numeric().nullable() },
  uniques: uniques('target'),
  indexes: [{ name: 'target_by_version', properties: ['indicatorVersionId', 'periodStart', 'id'] }],
});
