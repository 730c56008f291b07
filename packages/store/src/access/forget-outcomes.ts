import { sql } from 'kysely';
import type { Database } from '../shared/database/index.ts';

/** Deletes every idempotency key with its outcome. */
export async function forgetOutcomes(database: Database): Promise<void> {
  await sql`truncate "idempotency"`.execute(database.kysely());
}
