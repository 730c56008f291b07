import { type Role, roles } from '@collective-impact/sdk';
import { defineEntity, p } from '@mikro-orm/core';
import { EcosystemEntity } from '../../ecosystem/index.ts';
import { recordProperties, timestamp } from '../../shared/record-entity.ts';
import { reference } from '../../shared/reference.ts';
import { PrincipalEntity } from '../principal.entity.ts';

/** An invitation to a role in an ecosystem. */
export const InvitationEntity = defineEntity({
  name: 'Invitation',
  tableName: 'invitation',
  properties: {
    ...recordProperties,
    ecosystemId: () => reference(EcosystemEntity, 'ecosystem_id'),
    role: p.enum(roles).$type<Role>(),
    organizationIds: p.array().columnType('uuid[]').$type<string[]>(),
    recipient: p.text().nullable(),
    validDays: p.integer(),
    inviterId: () => reference(PrincipalEntity, 'inviter_id').nullable(),
    expiresAt: timestamp(),
    acceptedAt: timestamp().nullable(),
    acceptedById: () => reference(PrincipalEntity, 'accepted_by_id').nullable(),
    revokedAt: timestamp().nullable(),
  },
  indexes: [
    { name: 'invitation_by_ecosystem', properties: ['ecosystemId', 'id'] },
    { name: 'invitation_by_inviter', properties: ['inviterId'] },
  ],
});

/** The SHA-256 of the secret of an invitation. It is in a table of its own, so that neither feed nor audit contains it. */
export const InvitationSecretEntity = defineEntity({
  name: 'InvitationSecret',
  tableName: 'invitation_secret',
  properties: {
    invitation: reference(InvitationEntity, 'invitation_id').primary(),
    hash: p.text(),
  },
  uniques: [{ name: 'invitation_secret_hash_unique', properties: ['hash'] }],
});
