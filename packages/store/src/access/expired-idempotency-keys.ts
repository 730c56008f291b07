import { sql } from 'kysely';
import type { Database } from '../shared/database/database.ts';
import { keyLifetime } from '../shared/writing/remember-outcome.ts';

/** The rows that one statement deletes, so that no statement locks many of them for long. */
const batchSize = 1000;

/**
 * Deletes the expired idempotency keys, and returns how many. Several processes can do so at the same time: each skips
 * the rows that another one has locked. Stops between two batches if `signal` aborts.
 */
export async function deleteExpiredIdempotencyKeys(
  database: Database,
  { signal, batch = batchSize }: { signal?: AbortSignal; batch?: number } = {},
): Promise<number> {
  let deleted = 0;
  while (!signal?.aborted) {
    const { rows } = await sql`
      delete from "idempotency" as "i"
      using (
        select "principal", "key" from "idempotency"
        where "created_at" < now() - ${keyLifetime}
        order by "created_at"
        limit ${batch}
        for update skip locked
      ) as "expired"
      where "i"."principal" = "expired"."principal" and "i"."key" = "expired"."key"
      returning "i"."key"`.execute(database.kysely());
    deleted += rows.length;
    if (rows.length < batch) break;
  }
  return deleted;
}
