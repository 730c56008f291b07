import { expecting, fields, judgeInput, nullable, oneOf } from '../shared/input.ts';
import { type Role, roles } from '../shared/role.ts';
import { canGrant } from './grant-rules.ts';

/** An invitation at a moment. */
export interface InvitationState {
  readonly role: Role;
  readonly expiresAt: Date;
  /** Whether somebody accepted or revoked it. */
  readonly isClosed: boolean;
  /** Current role of the inviter in the ecosystem. Null if it has none. */
  readonly inviterRole: Role | null;
  readonly now: Date;
}

const moment = expecting('a Date', (value) => value instanceof Date && !Number.isNaN(value.getTime()));

/**
 * Whether an invitation can be accepted: nobody accepted or revoked it, it has not expired, and its inviter may still grant the
 * role. False for malformed input.
 */
export function isInvitationOpen(invitation: InvitationState): boolean {
  const role = oneOf(roles);
  const checks = fields<InvitationState>({
    role,
    expiresAt: moment,
    isClosed: expecting('true or false', (value) => typeof value === 'boolean'),
    inviterRole: nullable(role),
    now: moment,
  });
  if (judgeInput({ invitation }, { invitation: checks }).length > 0) return false;
  if (invitation.isClosed || invitation.expiresAt <= invitation.now) return false;
  return canGrant({ role: invitation.inviterRole, isOperator: false, backbones: 0 }, invitation.role);
}
