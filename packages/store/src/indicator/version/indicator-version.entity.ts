import { comparabilities } from '@collective-impact/sdk';
import {
  aggregations,
  type Crossing,
  countingUnits,
  denominatorsOverCategories,
  denominatorsOverTime,
  directions,
  indicatorKinds,
  indicatorVersionStatuses,
} from '@collective-impact/sdk/indicator';
import { frequencies } from '@collective-impact/sdk/period';
import { defineEntity, p } from '@mikro-orm/core';
import { EcosystemEntity } from '../../ecosystem/index.ts';
import { code, day, numeric, recordProperties } from '../../shared/record-entity.ts';
import { reference } from '../../shared/reference.ts';
import { IndicatorEntity } from '../indicator.entity.ts';

export const IndicatorVersionEntity = defineEntity({
  name: 'IndicatorVersion',
  tableName: 'indicator_version',
  properties: {
    ...recordProperties,
    ecosystemId: () => reference(EcosystemEntity, 'ecosystem_id'),
    indicatorId: () => reference(IndicatorEntity, 'indicator_id'),
    number: p.integer(),
    status: p.enum(indicatorVersionStatuses),
    adoptedOn: day().nullable(),
    retiredOn: day().nullable(),
    definition: p.text(),
    inclusionRule: p.text().nullable(),
    collectionMethod: p.text().nullable(),
    kind: p.enum(indicatorKinds),
    countingUnit: p.enum(countingUnits),
    unit: code(),
    multiplier: numeric(),
    direction: p.enum(directions),
    tolerance: numeric().nullable(),
    effectiveFrom: day().nullable(),
    comparability: p.enum(comparabilities).nullable(),
    comparabilityNote: p.text().nullable(),
    aggregationAcrossOrganizations: p.enum(aggregations),
    aggregationOverTime: p.enum(aggregations),
    denominatorOverTime: p.enum(denominatorsOverTime).nullable(),
    denominatorOverCategories: p.enum(denominatorsOverCategories).nullable(),
    frequency: p.enum(frequencies),
    crossings: p.json().$type<Crossing[]>(),
  },
  checks: [
    {
      name: 'indicator_version_retired_after_adoption',
      expression: 'retired_on >= adopted_on',
    },
    { name: 'indicator_version_retired_on_a_day', expression: "retired_on is null or status = 'RETIRED'" },
  ],
  uniques: [
    { name: 'indicator_version_number_unique', properties: ['indicatorId', 'number'] },
    {
      name: 'indicator_version_one_adopted',
      properties: ['indicatorId'],
      where: "status = 'ADOPTED' and not is_voided",
    },
  ],
  indexes: [{ name: 'indicator_version_by_ecosystem', properties: ['ecosystemId', 'id'] }],
});
