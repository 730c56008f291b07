import { defineEntity } from '@mikro-orm/core';
import { code, recordProperties, sortedText } from '../shared/record-entity.ts';
import { reference } from '../shared/reference.ts';
import { EcosystemEntity } from './ecosystem.entity.ts';

/** `codeKey` is the scheme and code as JSON: places of one ecosystem are ordered by it. */
export const PlaceEntity = defineEntity({
  name: 'Place',
  tableName: 'place',
  properties: {
    ...recordProperties,
    ecosystemId: () => reference(EcosystemEntity, 'ecosystem_id'),
    code: code(),
    codeKey: sortedText(),
    level: code(),
    parentId: () => reference(PlaceEntity, 'parent_id').nullable(),
  },
  uniques: [{ name: 'place_code_unique', properties: ['ecosystemId', 'codeKey'] }],
  checks: [{ name: 'place_within_another', expression: 'parent_id <> id' }],
  indexes: [
    { name: 'place_by_ecosystem', properties: ['ecosystemId', 'id'] },
    { name: 'place_by_parent', properties: ['parentId', 'codeKey', 'id'] },
  ],
});
