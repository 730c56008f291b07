import { accepted, changesEverything, decodeTypeId, type Issue, type Outcome, refused } from '@collective-impact/sdk';
import { invitation } from '@collective-impact/sdk/access';
import { sql } from 'kysely';
import { anyOf } from '../../shared/conditions.ts';
import type { UnitOfWork } from '../../shared/unit-of-work.ts';
import { isUnrestricted } from '../../shared/visibility.ts';
import { absentIssue } from '../../shared/writing/absent-issue.ts';
import type { AccessTables } from '../entities.ts';
import type { ErasedRecord } from './erased-record.ts';

interface FoundPrincipal {
  id: string;
  isOperator: boolean;
  /** The ecosystems in which it has or had a role. */
  ecosystems: string[];
  isInEffect: boolean;
  /** The invitations that it accepted, which contain its name. */
  invitations: string[];
}

/**
 * Decides which principals are erased, with the invitations that they accepted. A BACKBONE erases principals whose roles are all
 * revoked, and were all in its ecosystems. A local program erases every principal.
 */
export async function planPrincipals(
  unit: UnitOfWork,
  principalIds: readonly string[],
): Promise<Outcome<{ ids: string[]; records: ErasedRecord[] }>> {
  const uuids = principalIds.map((id) => decodeTypeId('principal', id) ?? '');
  const rows = await unit.rows<FoundPrincipal>(
    unit
      .tables<AccessTables>()
      .selectFrom('principal as p')
      .select((eb) => {
        const grants = eb.selectFrom('access_grant as g').whereRef('g.principal_id', '=', 'p.id');
        const invitations = eb.selectFrom('invitation as i').whereRef('i.accepted_by_id', '=', 'p.id');
        return [
          'p.id',
          'p.is_operator as isOperator',
          sql<string[]>`array${grants.select('g.ecosystem_id').distinct()}`.as('ecosystems'),
          eb
            .exists(grants.select('g.id').where('g.revoked_at', 'is', null))
            .$castTo<boolean>()
            .as('isInEffect'),
          sql<string[]>`array${invitations.select('i.id')}`.as('invitations'),
        ];
      })
      .where('p.id', '=', anyOf(uuids)),
  );
  const found = new Map(rows.map((row) => [row.id, row]));
  const issues = principalIds.flatMap((id, at) =>
    judge(unit, { id, principal: found.get(uuids[at] ?? ''), path: ['principalIds', String(at)] }),
  );
  if (issues.length > 0) return refused(...issues);
  const accepting = rows.flatMap(({ invitations }) => invitations);
  const records = accepting.map((id): ErasedRecord => ({ type: invitation, id, fields: invitation.personal }));
  return accepted({ ids: rows.map(({ id }) => id), records });
}

function judge(
  { viewer }: UnitOfWork,
  { id, principal, path }: { id: string; principal: FoundPrincipal | undefined; path: string[] },
): Issue[] {
  const absent = absentIssue({ noun: 'principal', id, path });
  if (!principal) return [absent];
  if (isUnrestricted(viewer)) return [];
  const backbones = viewer.kind === 'PRINCIPAL' ? viewer.grants.filter(({ role }) => changesEverything(role)) : [];
  const own = backbones.map(({ ecosystemId }) => ecosystemId);
  if (!principal.ecosystems.some((ecosystem) => own.includes(ecosystem))) return [absent];
  if (principal.isOperator || !principal.ecosystems.every((ecosystem) => own.includes(ecosystem))) {
    const message =
      'This principal also acts in other ecosystems, or operates the gateway. Ask the operator to erase it with `collective-impact erase`.';
    return [{ code: 'IMMUTABLE', path, message }];
  }
  if (principal.isInEffect) {
    const message = 'This principal still has a role. Revoke it with `revokeAccessGrant`, then erase the principal.';
    return [{ code: 'IMMUTABLE', path, message }];
  }
  return [];
}
