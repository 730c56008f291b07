import type { Code } from '@collective-impact/sdk';
import { indicatorLevels } from '@collective-impact/sdk/indicator';
import { defineEntity, p } from '@mikro-orm/core';
import { EcosystemEntity, OrganizationEntity } from '../ecosystem/index.ts';
import { code, recordProperties, sortedText } from '../shared/record-entity.ts';
import { reference } from '../shared/reference.ts';

export const IndicatorEntity = defineEntity({
  name: 'Indicator',
  tableName: 'indicator',
  properties: {
    ...recordProperties,
    ecosystemId: () => reference(EcosystemEntity, 'ecosystem_id'),
    code: sortedText(),
    name: p.text(),
    goalIds: p.array().columnType('uuid[]').$type<string[]>(),
    level: p.enum(indicatorLevels),
    sensitivity: code().nullable(),
    definedById: () => reference(OrganizationEntity, 'defined_by_id').nullable(),
    identifiers: p.json().$type<Pick<Code, 'scheme' | 'code'>[]>(),
  },
  uniques: [{ name: 'indicator_code_unique', properties: ['ecosystemId', 'code'] }],
  indexes: [
    // Lists are counted by this index alone.
    { name: 'indicator_by_visibility', properties: ['ecosystemId', 'visibility'], where: 'not is_voided' },
    { name: 'indicator_by_code_anywhere', properties: ['code', 'id'] },
    { name: 'indicator_by_goal', properties: ['goalIds'], type: 'gin' },
  ],
});
