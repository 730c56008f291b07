import {
  accepted,
  decodeTypeId,
  ForbiddenError,
  grantIn,
  isOperator,
  type Outcome,
  type Role,
  refused,
} from '@collective-impact/sdk';
import { accessGrant, canGrant, grantableRoles, judgeLastBackbone } from '@collective-impact/sdk/access';
import { sql } from 'kysely';
import type { RecordDefinition } from '../../shared/record-definition.ts';
import { type TransitionOf, transition } from '../../shared/transition.ts';
import type { UnitOfWork } from '../../shared/unit-of-work.ts';
import { isUnrestricted } from '../../shared/visibility.ts';
import { absentIssue } from '../../shared/writing/absent-issue.ts';
import type { AccessTables } from '../entities.ts';
import { cancelInvitations } from '../invitation/invitation-cancellation.ts';
import { AccessGrantEntity } from './access-grant.entity.ts';

/** How access grants are stored. Who may grant a role is decided by `canGrant`. */
export const accessGrantDefinition: RecordDefinition<typeof accessGrant, typeof AccessGrantEntity> = {
  type: accessGrant,
  entity: AccessGrantEntity,
  authorize: async (unit, { ecosystemId, before, after }) => {
    for (const grant of [before, after]) if (grant) await requireGranter(unit, { ecosystemId, role: grant.role });
  },
  onCreate: async (unit, { principalId }) => {
    const uuid = decodeTypeId('principal', principalId);
    const principals = unit.tables<AccessTables>().selectFrom('principal').select('id');
    const [principal] = uuid === undefined ? [] : await unit.rows(principals.where('id', '=', uuid));
    if (principal) return accepted({ principalId: principal.id, revokedAt: null });
    return refused(absentIssue({ noun: 'principal', id: principalId, path: ['principalId'] }));
  },
  onUpdate: async (unit, { record, changes }) => {
    if (record.revokedAt !== null) return refused(revoked('IMMUTABLE'));
    const role = changes.role ?? record.role;
    const issues = await judgeRemainingBackbones(unit, { record, after: role });
    if (issues.length > 0) return refused(...issues);
    await cancelInvitations(unit, { ...record, role });
    return accepted({});
  },
  constraints: {
    access_grant_in_effect: {
      path: ['principalId'],
      message: 'This principal already has a grant in the ecosystem. Change that grant, or revoke it first.',
    },
  },
};

/** Revokes a grant, and the open invitations of its principal. The principal loses its rights with its next request. */
export const revokeAccessGrant: TransitionOf<typeof accessGrantDefinition> = transition(accessGrantDefinition, {
  name: 'revokeAccessGrant',
  rule: async (unit, { record }): Promise<Outcome<{ revokedAt: string }>> => {
    if (record.revokedAt !== null) return refused(revoked('ILLEGAL_TRANSITION'));
    const issues = await judgeRemainingBackbones(unit, { record, after: null });
    if (issues.length > 0) return refused(...issues);
    await cancelInvitations(unit, { ...record, role: null });
    return accepted({ revokedAt: unit.now.toISOString() });
  },
});

function revoked(code: 'IMMUTABLE' | 'ILLEGAL_TRANSITION') {
  return { code, path: ['id'], message: 'This grant is revoked. Create a new grant for the principal.' };
}

/** Throws a `ForbiddenError` unless the viewer may grant and revoke this role. */
async function requireGranter(unit: UnitOfWork, grant: { ecosystemId: string; role: Role }): Promise<void> {
  const { viewer } = unit;
  if (isUnrestricted(viewer)) return;
  const { ecosystemId } = grant;
  const role = grantIn(viewer, ecosystemId)?.role ?? null;
  const backbones = await countBackbones(unit, { ecosystemId, id: null });
  if (canGrant({ role, isOperator: isOperator(viewer), backbones }, grant.role)) return unit.allow(ecosystemId);
  throw new ForbiddenError(
    `You cannot grant or revoke ${grant.role}. ${grantableRoles}, and an operator a BACKBONE if the ecosystem has none that is not revoked.`,
  );
}

async function judgeRemainingBackbones(
  unit: UnitOfWork,
  change: { record: { id: string; ecosystemId: string; role: Role }; after: Role | null },
) {
  const { record, after } = change;
  if (record.role !== 'BACKBONE') return [];
  return judgeLastBackbone({ before: record.role, after, others: await countBackbones(unit, record) });
}

/**
 * Counts the principals with the role BACKBONE that are not revoked, without the grant with this id. The lock makes concurrent changes
 * of an ecosystem's grants wait.
 */
export async function countBackbones(
  unit: UnitOfWork,
  grant: { ecosystemId: string; id: string | null },
): Promise<number> {
  const { ecosystemId, id } = grant;
  await unit.rows(sql`select pg_advisory_xact_lock(hashtext(${`access grants of ${ecosystemId}`}))`);
  const grants = unit
    .tables<AccessTables>()
    .selectFrom('access_grant')
    .innerJoin('principal', 'principal.id', 'access_grant.principal_id')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('access_grant.ecosystem_id', '=', ecosystemId)
    .where('access_grant.role', '=', 'BACKBONE')
    .where('access_grant.revoked_at', 'is', null)
    .where('principal.revoked_at', 'is', null);
  const [backbones] = await unit.rows(id === null ? grants : grants.where('access_grant.id', '<>', id));
  return backbones?.count ?? 0;
}
