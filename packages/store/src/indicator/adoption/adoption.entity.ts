import { defineEntity } from '@mikro-orm/core';
import { EcosystemEntity, OrganizationEntity } from '../../ecosystem/index.ts';
import { day, recordProperties } from '../../shared/record-entity.ts';
import { reference } from '../../shared/reference.ts';
import { IndicatorVersionEntity } from '../version/indicator-version.entity.ts';

/** The index prevents two adoptions without an end, which always overlap. A rule prevents other overlaps, one writer at a time. */
export const AdoptionEntity = defineEntity({
  name: 'Adoption',
  tableName: 'adoption',
  properties: {
    ...recordProperties,
    ecosystemId: () => reference(EcosystemEntity, 'ecosystem_id'),
    indicatorVersionId: () => reference(IndicatorVersionEntity, 'indicator_version_id'),
    organizationId: () => reference(OrganizationEntity, 'organization_id'),
    startsOn: day(),
    endsOn: day().nullable(),
  },
  uniques: [
    {
      name: 'adoption_open_once',
      properties: ['indicatorVersionId', 'organizationId'],
      where: 'ends_on is null and not is_voided',
    },
  ],
  checks: [{ name: 'adoption_ends_after_start', expression: 'ends_on >= starts_on' }],
  indexes: [
    { name: 'adoption_by_ecosystem', properties: ['ecosystemId', 'id'] },
    { name: 'adoption_by_version', properties: ['indicatorVersionId', 'startsOn', 'id'] },
    { name: 'adoption_by_organization', properties: ['organizationId', 'startsOn', 'id'] },
  ],
});
