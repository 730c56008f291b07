import { defineEntity, p } from '@mikro-orm/core';
import { timestamp } from '../../shared/record-entity.ts';
import { reference } from '../../shared/reference.ts';
import { PrincipalEntity } from '../principal.entity.ts';

/** An API key of a principal. Only its SHA-256 is stored, so that nobody can read a key from the database. */
export const ApiKeyEntity = defineEntity({
  name: 'ApiKey',
  tableName: 'api_key',
  properties: {
    id: p.uuid().primary(),
    createdAt: timestamp().defaultRaw('now()'),
    createdBy: p.text(),
    principal: reference(PrincipalEntity, 'principal_id'),
    hash: p.text(),
    /** Null if the key does not expire. */
    expiresAt: timestamp().nullable(),
    /** Accurate to a minute; see `noteKeyUse`. */
    lastUsedAt: timestamp().nullable(),
    revokedAt: timestamp().nullable(),
    revokedBy: p.text().nullable(),
  },
  uniques: [{ name: 'api_key_hash_unique', properties: ['hash'] }],
  indexes: [{ name: 'api_key_by_principal', properties: ['principal'] }],
});
