import { defineEntity, p } from '@mikro-orm/core';
import { timestamp } from '../shared/record-entity.ts';

/**
 * That a principal's command with this key was carried out, and which record came of it; where it is more than one
 * record, the whole answer.
 */
export const IdempotencyEntity = defineEntity({
  name: 'Idempotency',
  tableName: 'idempotency',
  properties: {
    principal: p.text().primary(),
    key: p.text().primary(),
    requestHash: p.text(),
    outcomeId: p.uuid().nullable(),
    answer: p.json().nullable(),
    createdAt: timestamp().defaultRaw('now()'),
  },
  indexes: [{ name: 'idempotency_by_age', properties: ['createdAt'] }],
});
