import { defineEntity, p } from '@mikro-orm/core';
import { timestamp } from '../shared/record-entity.ts';

/**
 * The epoch of the change feed: one row. Positions of different epochs cannot be compared. A copy of a database has a new
 * epoch, because from then on its feed differs from that of the original.
 */
export const FeedEpochEntity = defineEntity({
  name: 'FeedEpoch',
  tableName: 'feed_epoch',
  properties: {
    isCurrent: p.boolean().primary().default(true),
    epoch: p.uuid().defaultRaw('gen_random_uuid()'),
    startedAt: timestamp().defaultRaw('now()'),
  },
  checks: [{ name: 'feed_epoch_is_one', expression: 'is_current' }],
});
