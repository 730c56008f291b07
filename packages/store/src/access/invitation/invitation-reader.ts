import type { Role } from '@collective-impact/sdk';
import { isInvitationOpen } from '@collective-impact/sdk/access';
import { type Kysely, sql } from 'kysely';
import type { UnitOfWork } from '../../shared/unit-of-work.ts';
import { hashOfKey } from '../api-key/api-key.ts';
import type { AccessTables } from '../entities.ts';
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
  database: Pick<UnitOfWork, 'tables' | 'rows'>,
  { secret, lock }: { secret: string; lock: boolean },
): Promise<OpenInvitation | null> {
  if (!isInvitationSecret(secret)) return null;
  const statement = invitationsOf(database.tables<AccessTables>(), secret);
  const [found] = await database.rows<FoundInvitation>(lock ? statement.forUpdate('i') : statement);
  if (!found) return null;
  const moments = { expiresAt: new Date(found.expiresAt), now: new Date(found.now) };
  return isInvitationOpen({ ...found, ...moments }) ? found : null;
}

function invitationsOf(tables: Kysely<AccessTables>, secret: string) {
  return tables
    .selectFrom('invitation_secret as s')
    .innerJoin('invitation as i', 'i.id', 's.invitation_id')
    .innerJoin('ecosystem as e', 'e.id', 'i.ecosystem_id')
    .where('s.hash', '=', hashOfKey(secret))
    .select(['i.id', 'i.ecosystem_id as ecosystemId', 'e.name as ecosystemName', 'i.role'])
    .select(['i.expires_at as expiresAt', 'i.organization_ids as organizationIds', sql<string>`now()`.as('now')])
    .select((eb) => {
      const organizations = eb.selectFrom('organization as o').select('o.name').orderBy('o.name').orderBy('o.id');
      const named = organizations.where('o.id', '=', sql<string>`any(${eb.ref('i.organization_ids')})`);
      const inviterRole = eb
        .selectFrom('access_grant as g')
        .innerJoin('principal as p', (join) => join.onRef('p.id', '=', 'g.principal_id').on('p.revoked_at', 'is', null))
        .select('g.role')
        .whereRef('g.principal_id', '=', 'i.inviter_id')
        .whereRef('g.ecosystem_id', '=', 'i.ecosystem_id')
        .where('g.revoked_at', 'is', null);
      return [
        sql<string[]>`array${named}`.as('organizationNames'),
        eb
          .or([eb('i.accepted_at', 'is not', null), eb('i.revoked_at', 'is not', null)])
          .$castTo<boolean>()
          .as('isClosed'),
        eb
          .case()
          .when('i.inviter_id', 'is', null)
          .then(sql.lit<Role>('BACKBONE'))
          .else(inviterRole)
          .end()
          .as('inviterRole'),
      ];
    });
}
