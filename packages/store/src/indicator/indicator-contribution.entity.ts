import { defineEntity, p } from '@mikro-orm/core';
import { EcosystemEntity } from '../ecosystem/index.ts';
import { recordProperties } from '../shared/record-entity.ts';
import { reference } from '../shared/reference.ts';
import { IndicatorEntity } from './indicator.entity.ts';

export const IndicatorContributionEntity = defineEntity({
  name: 'IndicatorContribution',
  tableName: 'indicator_contribution',
  properties: {
    ...recordProperties,
    ecosystemId: () => reference(EcosystemEntity, 'ecosystem_id'),
    indicatorId: () => reference(IndicatorEntity, 'indicator_id'),
    coreIndicatorId: () => reference(IndicatorEntity, 'core_indicator_id'),
    mechanism: p.text().nullable(),
  },
  uniques: [{ name: 'indicator_contribution_once', properties: ['indicatorId', 'coreIndicatorId'] }],
  checks: [{ name: 'indicator_contribution_to_another', expression: 'indicator_id <> core_indicator_id' }],
  indexes: [
    { name: 'indicator_contribution_by_core', properties: ['coreIndicatorId', 'id'] },
    { name: 'indicator_contribution_by_ecosystem', properties: ['ecosystemId', 'id'] },
  ],
});
