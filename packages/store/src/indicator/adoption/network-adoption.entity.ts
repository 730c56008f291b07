import { defineEntity } from '@mikro-orm/core';
import { EcosystemEntity } from '../../ecosystem/index.ts';
import { day, recordProperties } from '../../shared/record-entity.ts';
import { reference } from '../../shared/reference.ts';
import { IndicatorVersionEntity } from '../version/indicator-version.entity.ts';

export const NetworkAdoptionEntity = defineEntity({
  name: 'NetworkAdoption',
  tableName: 'network_adoption',
  properties: {
    ...recordProperties,
    ecosystemId: () => reference(EcosystemEntity, 'ecosystem_id'),
    networkVersionId: () => reference(IndicatorVersionEntity, 'network_version_id'),
    adopterId: () => reference(EcosystemEntity, 'adopter_id'),
    localVersionId: () => reference(IndicatorVersionEntity, 'local_version_id').nullable(),
    startsOn: day(),
    endsOn: day().nullable(),
  },
  uniques: [
    {
      name: 'network_adoption_open_once',
      properties: ['ecosystemId', 'networkVersionId', 'adopterId'],
      where: 'ends_on is null and not is_voided',
    },
  ],
  checks: [
    {
      name: 'network_adoption_local_version_of_adopter',
      expression: '(ecosystem_id = adopter_id) = (local_version_id is not null)',
    },
    { name: 'network_adoption_ends_after_start', expression: 'ends_on >= starts_on' },
  ],
  indexes: [
    { name: 'network_adoption_by_version', properties: ['networkVersionId', 'startsOn', 'id'] },
    { name: 'network_adoption_by_adopter', properties: ['adopterId', 'startsOn', 'id'] },
  ],
});
