import {
  accepted,
  ForbiddenError,
  grantIn,
  type Issue,
  type Outcome,
  type Role,
  refused,
  type Viewer,
} from '@collective-impact/sdk';
import { canGrant, grantableRoles, invitation } from '@collective-impact/sdk/access';
import { sql } from 'kysely';
import type { RecordDefinition } from '../../shared/record-definition.ts';
import { type TransitionOf, transition } from '../../shared/transition.ts';
import { isUnrestricted } from '../../shared/visibility.ts';
import type { Command, Writer } from '../../shared/writer.ts';
import { createRecord } from '../../shared/writing/record-writing.ts';
import { hashOfKey } from '../api-key/api-key.ts';
import { InvitationEntity } from './invitation.entity.ts';
import { newInvitationSecret } from './invitation-secret.ts';

const day = 24 * 60 * 60 * 1000;

/** How invitations are stored. Who can grant a role can invite to it, and revoke invitations to it. */
export const invitationDefinition: RecordDefinition<typeof invitation, typeof InvitationEntity> = {
  type: invitation,
  entity: InvitationEntity,
  authorize: async ({ viewer }, { ecosystemId, before, after }) => {
    for (const { role } of [before, after].filter((state) => state !== null))
      requireInviter(viewer, { ecosystemId, role });
  },
  onCreate: async ({ viewer, now }, { validDays }) =>
    accepted({
      inviterId: viewer.kind === 'PRINCIPAL' ? viewer.principal.id : null,
      expiresAt: new Date(now.getTime() + validDays * day).toISOString(),
      acceptedAt: null,
      acceptedById: null,
      revokedAt: null,
    }),
  onUpdate: async (_unit, { record }) => {
    const issues = judgeOpen(record, 'IMMUTABLE');
    return issues.length > 0 ? refused(...issues) : accepted({});
  },
  constraints: {},
};

/** Revokes an invitation that nobody has accepted. */
export const revokeInvitation: TransitionOf<typeof invitationDefinition> = transition(invitationDefinition, {
  name: 'revokeInvitation',
  rule: async (unit, { record }): Promise<Outcome<{ revokedAt: string }>> => {
    const issues = judgeOpen(record, 'ILLEGAL_TRANSITION');
    return issues.length > 0 ? refused(...issues) : accepted({ revokedAt: unit.now.toISOString() });
  },
});

/** A new invitation. `secret` is null if the command repeats an earlier one: nobody can read a secret again. */
export interface CreatedInvitation {
  /** UUID. */
  readonly id: string;
  readonly secret: string | null;
}

/** Creates an invitation with a secret. */
export async function createInvitation(writer: Writer, command: Command): Promise<Outcome<CreatedInvitation>> {
  let secret: string | null = null;
  const created = await writer.run({
    name: 'createInvitation',
    command,
    work: async (unit, values) => {
      const record = await createRecord(unit, { definition: invitationDefinition, values });
      if (!record.ok) return record;
      secret = newInvitationSecret();
      await unit.rows(
        sql`insert into "invitation_secret" ("invitation_id", "hash") values (${record.value}::uuid, ${hashOfKey(secret)})`,
      );
      return record;
    },
  });
  return created.ok ? accepted({ id: created.value, secret }) : created;
}

function judgeOpen(
  { acceptedAt, revokedAt }: { acceptedAt: unknown; revokedAt: unknown },
  code: 'IMMUTABLE' | 'ILLEGAL_TRANSITION',
): Issue[] {
  if (acceptedAt === null && revokedAt === null) return [];
  const done = acceptedAt === null ? 'revoked' : 'accepted';
  return [{ code, path: ['id'], message: `This invitation is ${done}. Create a new invitation.` }];
}

/** Throws a `ForbiddenError` unless the viewer has a role that can grant the role of the invitation. */
function requireInviter(viewer: Viewer, { ecosystemId, role }: { ecosystemId: string; role: Role }): void {
  if (isUnrestricted(viewer)) return;
  const own = grantIn(viewer, ecosystemId)?.role ?? null;
  if (canGrant({ role: own, isOperator: false, backbones: 0 }, role)) return;
  throw new ForbiddenError(`You cannot create, change or revoke invitations to the role ${role}. ${grantableRoles}.`);
}
