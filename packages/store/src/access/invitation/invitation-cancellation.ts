import { type Role, roles } from '@collective-impact/sdk';
import { canGrant } from '@collective-impact/sdk/access';
import { sql } from 'kysely';
import type { UnitOfWork } from '../../shared/unit-of-work.ts';

/** Revokes the open invitations of a principal to roles that it can no longer grant. `role` is null if it has no role any more. */
export async function cancelInvitations(
  unit: UnitOfWork,
  inviter: { principalId: string; ecosystemId: string; role: Role | null },
): Promise<void> {
  const { principalId, ecosystemId, role } = inviter;
  const lost = roles.filter((granted) => !canGrant({ role, isOperator: false, backbones: 0 }, granted));
  await unit.rows(sql`update "invitation" set "revoked_at" = ${unit.now.toISOString()}::timestamptz
    where "inviter_id" = ${principalId}::uuid and "ecosystem_id" = ${ecosystemId}::uuid and "role" = any(${lost}::text[])
      and "accepted_at" is null and "revoked_at" is null`);
}
