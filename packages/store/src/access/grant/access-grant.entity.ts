import { type Role, roles } from '@collective-impact/sdk';
import { defineEntity, p } from '@mikro-orm/core';
import { EcosystemEntity } from '../../ecosystem/index.ts';
import { recordProperties, timestamp } from '../../shared/record-entity.ts';
import { reference } from '../../shared/reference.ts';
import { PrincipalEntity } from '../principal.entity.ts';

/** The role of a principal in an ecosystem. A principal has at most one that is not revoked. */
export const AccessGrantEntity = defineEntity({
  name: 'AccessGrant',
  tableName: 'access_grant',
  properties: {
    ...recordProperties,
    ecosystemId: () => reference(EcosystemEntity, 'ecosystem_id'),
    principalId: () => reference(PrincipalEntity, 'principal_id'),
    role: p.enum(roles).$type<Role>(),
    organizationIds: p.array().columnType('uuid[]').$type<string[]>(),
    revokedAt: timestamp().nullable(),
  },
  uniques: [
    { name: 'access_grant_in_effect', properties: ['principalId', 'ecosystemId'], where: 'revoked_at is null' },
  ],
  indexes: [{ name: 'access_grant_by_ecosystem', properties: ['ecosystemId', 'id'] }],
});
