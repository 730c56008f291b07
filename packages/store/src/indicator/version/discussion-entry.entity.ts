import { defineEntity, p } from '@mikro-orm/core';
import { EcosystemEntity, OrganizationEntity } from '../../ecosystem/index.ts';
import { code, day, recordProperties } from '../../shared/record-entity.ts';
import { reference } from '../../shared/reference.ts';
import { IndicatorVersionEntity } from './indicator-version.entity.ts';

export const DiscussionEntryEntity = defineEntity({
  name: 'DiscussionEntry',
  tableName: 'discussion_entry',
  properties: {
    ...recordProperties,
    ecosystemId: () => reference(EcosystemEntity, 'ecosystem_id'),
    indicatorVersionId: () => reference(IndicatorVersionEntity, 'indicator_version_id'),
    saidOn: day(),
    organizationId: () => reference(OrganizationEntity, 'organization_id').nullable(),
    speaker: p.text(),
    position: code().nullable(),
    statement: p.text(),
  },
  indexes: [
    { name: 'discussion_entry_by_version', properties: ['indicatorVersionId', 'saidOn', 'id'] },
    { name: 'discussion_entry_by_ecosystem', properties: ['ecosystemId', 'id'] },
  ],
});
