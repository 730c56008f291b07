import { count, fields, judgeInput, list, nullable, oneOf, text } from '../shared/input.ts';
import type { Issue } from '../shared/outcome.ts';
import { actsForEveryOrganization, type Role, readsEverything, roles } from '../shared/role.ts';

const role = oneOf(roles);

/**
 * Requires that a CONTRIBUTOR acts for at least one organization, and that a STEWARD or BACKBONE names none, because these roles
 * act for every organization.
 */
export function judgeGrantedOrganizations(grant: { role: Role; organizationIds: readonly string[] }): Issue[] {
  const malformed = judgeInput({ grant }, { grant: fields<typeof grant>({ role, organizationIds: list(text) }) });
  if (malformed.length > 0) return malformed;
  const path = ['organizationIds'];
  if (grant.role === 'CONTRIBUTOR' && grant.organizationIds.length === 0) {
    const message = 'A CONTRIBUTOR acts for organizations. Name at least one in `organizationIds`.';
    return [{ code: 'REQUIRED', path, message }];
  }
  if (actsForEveryOrganization(grant.role) && grant.organizationIds.length > 0) {
    const message = `A ${grant.role} acts for every organization. Leave \`organizationIds\` empty.`;
    return [{ code: 'INVALID', path, message }];
  }
  return [];
}

/** Who wants to grant a role. */
export interface Granter {
  /** Its own role in the ecosystem. Null if it has none. */
  readonly role: Role | null;
  /** Whether it operates the gateway. */
  readonly isOperator: boolean;
  /** Number of principals with the role BACKBONE in the ecosystem that are not revoked. */
  readonly backbones: number;
}

/**
 * Whether a granter may grant a role, or revoke it. A STEWARD grants OBSERVER and CONTRIBUTOR. A BACKBONE grants every role. An
 * operator may only appoint a BACKBONE, if the ecosystem has none or only revoked ones. False for malformed input.
 */
export function canGrant(granter: Granter, granted: Role): boolean {
  const checks = fields<Granter>({ role: nullable(role), isOperator: () => [], backbones: count });
  if (judgeInput({ granter, granted }, { granter: checks, granted: role }).length > 0) return false;
  if (granter.role === 'BACKBONE') return true;
  if (granter.role === 'STEWARD' && !readsEverything(granted)) return true;
  return granter.isOperator === true && granter.backbones === 0 && granted === 'BACKBONE';
}

/** Which roles {@link canGrant} lets stewards and a backbone organization grant, for messages. */
export const grantableRoles = 'A STEWARD grants OBSERVER and CONTRIBUTOR, a BACKBONE every role';

/**
 * Requires that an ecosystem keeps a BACKBONE. `after` is null if the grant is revoked. `others` counts the other principals with this
 * role that are not revoked.
 */
export function judgeLastBackbone(change: { before: Role; after: Role | null; others: number }): Issue[] {
  const malformed = judgeInput(
    { change },
    { change: fields<typeof change>({ before: role, after: nullable(role), others: count }) },
  );
  if (malformed.length > 0) return malformed;
  if (change.before !== 'BACKBONE' || change.after === 'BACKBONE' || change.others > 0) return [];
  const message = 'This is the last BACKBONE of the ecosystem. Grant BACKBONE to another principal first.';
  return [{ code: 'IMMUTABLE', path: [change.after === null ? 'id' : 'role'], message }];
}
