import { renumberFeed, startFeedEpoch } from '../change/index.ts';
import type { Database } from '../shared/database/index.ts';
import { migrating } from '../shared/database/schema/migrate.ts';

/**
 * Starts a new epoch of the change feed, in the same order. For a database that was restored from a copy of its files, whose feed
 * differs from what followers have read.
 */
export async function newEpoch(database: Database): Promise<void> {
  await migrating({ database }, async ({ kysely }) => {
    await renumberFeed(kysely);
    await startFeedEpoch(kysely);
  });
}
