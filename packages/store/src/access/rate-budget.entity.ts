import { defineEntity, p } from '@mikro-orm/core';

/**
 * The requests of a caller in the current minute. The key is an address or a principal. `expire` is the end of the minute
 * in milliseconds since 1970.
 */
export const RateBudgetEntity = defineEntity({
  name: 'RateBudget',
  tableName: 'rate_budget',
  properties: {
    key: p.text().primary(),
    points: p.integer(),
    expire: p.bigint().nullable(),
  },
});
