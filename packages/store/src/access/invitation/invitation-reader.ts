import type { Role } from '@collective-impact/sdk';
import { isInvitationOpen } from '@collective-impact/sdk/access';
import { type RawBuilder, sql } from 'kysely';
import { hashOfKey } from '../api-key/api-key.ts';
import { isInvitationSecret } from './invitation-secret.ts';

/** An invitation as the owner of its secret sees it. */
export interface InvitationOffer {
  readonly ecosystemName: string;
  readonly role: Role;
  readonly organizationNames: readonly string[];
  readonly expiresAt: string;
}

/** An open invitation with the UUIDs of what it grants. */
export interface OpenInvitation extends InvitationOffer {
  readonly id: string;
  readonly ecosystemId: string;
  readonly organizationIds: string[];
}

interface FoundInvitation extends OpenInvitation {
  readonly isClosed: boolean;
  readonly inviterRole: Role | null;
  readonly now: string;
}

/**
 * Reads the open invitation with a secret. Null if it is unknown, accepted, expired or revoked, if its inviter can no longer
 * grant the role, or if its inviter is revoked. With `lock`, other transactions that accept it wait.
 */
export async function openInvitation(
  rows: (statement: RawBuilder<FoundInvitation>) => Promise<FoundInvitation[]>,
  { secret, lock }: { secret: string; lock: boolean },
): Promise<OpenInvitation | null> {
  if (!isInvitationSecret(secret)) return null;
  const [found] = await rows(sql<FoundInvitation>`
    select "i"."id", "i"."ecosystem_id" as "ecosystemId", "e"."name" as "ecosystemName", "i"."role", "i"."expires_at" as "expiresAt",
      "i"."organization_ids" as "organizationIds",
      array(select "o"."name" from "organization" as "o" where "o"."id" = any("i"."organization_ids") order by "o"."name", "o"."id") as "organizationNames",
      "i"."accepted_at" is not null or "i"."revoked_at" is not null as "isClosed", now() as "now",
      case when "i"."inviter_id" is null then 'BACKBONE' else (select "g"."role" from "access_grant" as "g"
        join "principal" as "p" on "p"."id" = "g"."principal_id" and "p"."revoked_at" is null
        where "g"."principal_id" = "i"."inviter_id" and "g"."ecosystem_id" = "i"."ecosystem_id" and "g"."revoked_at" is null) end as "inviterRole"
    from "invitation_secret" as "s" join "invitation" as "i" on "i"."id" = "s"."invitation_id"
    join "ecosystem" as "e" on "e"."id" = "i"."ecosystem_id"
    where "s"."hash" = ${hashOfKey(secret)} ${lock ? sql`for update of "i"` : sql``}`);
  if (!found) return null;
  const moments = { expiresAt: new Date(found.expiresAt), now: new Date(found.now) };
  return isInvitationOpen({ ...found, ...moments }) ? found : null;
}
