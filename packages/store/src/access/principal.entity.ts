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
  },
});
