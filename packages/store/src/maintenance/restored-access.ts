import { type Kysely, sql } from 'kysely';
import { countActiveKeys, revokeActiveKeys } from '../access/index.ts';

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
  kysely: Kysely<unknown>,
  { at, revoke, actor }: { at: string; revoke: boolean; actor: string },
): Promise<RestoredAccess> {
  await sql`select set_config('ci.actor', ${actor}, true)`.execute(kysely);
  const keys = revoke ? await revokeActiveKeys(kysely, actor) : await countActiveKeys(kysely);
  const isOpen = sql`"accepted_at" is null and "revoked_at" is null and "expires_at" > now()`;
  const { rows } = revoke
    ? await sql`update "invitation" set "revoked_at" = now() where ${isOpen} returning 1`.execute(kysely)
    : await sql`select 1 from "invitation" where ${isOpen}`.execute(kysely);
  return { keys, invitations: rows.length, at, isRevoked: revoke };
}
