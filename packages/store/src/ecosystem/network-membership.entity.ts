import { defineEntity } from '@mikro-orm/core';
import { day, recordProperties } from '../shared/record-entity.ts';
import { reference } from '../shared/reference.ts';
import { EcosystemEntity } from './ecosystem.entity.ts';

export const NetworkMembershipEntity = defineEntity({
  name: 'NetworkMembership',
  tableName: 'network_membership',
  properties: {
    ...recordProperties,
    ecosystemId: () => reference(EcosystemEntity, 'ecosystem_id'),
    networkId: () => reference(EcosystemEntity, 'network_id'),
    memberId: () => reference(EcosystemEntity, 'member_id'),
    startedOn: day(),
    endedOn: day().nullable(),
  },
  uniques: [
    {
      name: 'network_membership_once',
      properties: ['ecosystemId', 'networkId', 'memberId'],
      where: 'ended_on is null and not is_voided',
    },
  ],
  checks: [
    { name: 'network_membership_of_another', expression: 'network_id <> member_id' },
    { name: 'network_membership_of_a_side', expression: 'ecosystem_id = network_id or ecosystem_id = member_id' },
    { name: 'network_membership_ends_after_start', expression: 'ended_on >= started_on' },
  ],
  indexes: [
    { name: 'network_membership_by_network', properties: ['networkId', 'id'] },
    { name: 'network_membership_by_member', properties: ['memberId', 'id'] },
  ],
});
