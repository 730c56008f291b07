import { type Kysely, sql } from 'kysely';
import { type AccessTables, countActiveKeys, revokeActiveKeys } from '../access/index.ts';

/** The API keys and invitations of a restored backup that can be used. */
export interface RestoredAccess {
  readonly keys: number;
  readonly invitations: number;
  /** When the backup was made. What was revoked later is valid again. */
  readonly at: string;
  /** Whether the restore revoked them. */
  readonly isRevoked: boolean;
}

/**
 * Counts the API keys and invitations of a restored database that can be used. With `revoke`, revokes them: the backup does not contain
 * later revocations, so the keys that were revoked are not known. Roles and persons are kept. Runs in the transaction of `kysely`.
 */
export async function restoredAccess(
  kysely: Kysely<AccessTables>,
  { at, revoke, actor }: { at: string; revoke: boolean; actor: string },
): Promise<RestoredAccess> {
  await sql`select set_config('ci.actor', ${actor}, true)`.execute(kysely);
  const keys = revoke ? await revokeActiveKeys(kysely, actor) : await countActiveKeys(kysely);
  const isOpen = sql<boolean>`"accepted_at" is null and "revoked_at" is null and "expires_at" > now()`;
  const invitations = revoke
    ? kysely.updateTable('invitation').set({ revoked_at: sql`now()` }).where(isOpen).returning('id')
    : kysely.selectFrom('invitation').select('id').where(isOpen);
  return { keys, invitations: (await invitations.execute()).length, at, isRevoked: revoke };
}
