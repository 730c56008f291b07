import { defineEntity, p } from '@mikro-orm/core';
import { timestamp } from '../shared/record-entity.ts';

/** An idempotency key of a principal, with the record that its command returned, or the result on several records. */
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
