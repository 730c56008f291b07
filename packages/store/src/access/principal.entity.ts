import { principalKinds } from '@collective-impact/sdk';
import { defineEntity, p } from '@mikro-orm/core';
import { timestamp } from '../shared/record-entity.ts';

/** Who signs in to this gateway: a person, a program or a hub. It belongs to no ecosystem. */
export const PrincipalEntity = defineEntity({
  name: 'Principal',
  tableName: 'principal',
  properties: {
    id: p.uuid().primary(),
    createdAt: timestamp().defaultRaw('now()'),
    createdBy: p.text(),
    kind: p.enum(principalKinds),
    name: p.text(),
    isOperator: p.boolean().default(false),
    /** Issuer and subject of the OpenID Connect tokens by which a person signs in. Null for principals with API keys only. */
    issuer: p.text().nullable(),
    subject: p.text().nullable(),
    /** When the name was last taken from a token. */
    nameUpdatedAt: timestamp().nullable(),
    /** When the principal was revoked: it can no longer sign in, with any key or token. */
    revokedAt: timestamp().nullable(),
    revokedBy: p.text().nullable(),
  },
  uniques: [{ name: 'principal_identity_unique', properties: ['issuer', 'subject'] }],
});
