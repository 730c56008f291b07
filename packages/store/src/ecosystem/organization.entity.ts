import type { Code, Identifier } from '@collective-impact/sdk';
import { defineEntity, p } from '@mikro-orm/core';
import { code, day, recordProperties, sortedText } from '../shared/record-entity.ts';
import { reference } from '../shared/reference.ts';
import { EcosystemEntity } from './ecosystem.entity.ts';

export const OrganizationEntity = defineEntity({
  name: 'Organization',
  tableName: 'organization',
  properties: {
    ...recordProperties,
    ecosystemId: () => reference(EcosystemEntity, 'ecosystem_id'),
    name: sortedText(),
    legalName: p.text().nullable(),
    identifiers: p.json().$type<Identifier[]>(),
    stakeholderGroups: p.json().$type<Code[]>(),
    url: p.text().nullable(),
    place: code().nullable(),
    serviceAreas: p.json().$type<Code[]>(),
    joinedOn: day().nullable(),
    leftOn: day().nullable(),
    engagement: code().nullable(),
    legalEntity: p.boolean(),
  },
  checks: [{ name: 'organization_left_after_joining', expression: 'left_on >= joined_on' }],
  indexes: [
    // Lists are counted by this index alone.
    { name: 'organization_by_visibility', properties: ['ecosystemId', 'visibility'], where: 'not is_voided' },
    { name: 'organization_by_name', properties: ['ecosystemId', 'name', 'id'] },
    { name: 'organization_by_name_anywhere', properties: ['name', 'id'] },
    { name: 'organization_by_source', properties: ['ecosystemId', 'sourceUri'] },
    { name: 'organization_by_identifier', properties: ['identifiers'], type: 'gin' },
  ],
});
