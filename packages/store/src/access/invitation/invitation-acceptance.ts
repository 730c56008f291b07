import {
  accepted,
  type Issue,
  newUuid,
  type Outcome,
  type Principal,
  parseCommand,
  type RequestOrigin,
  refused,
  type Viewer,
} from '@collective-impact/sdk';
import { acceptInvitationValues } from '@collective-impact/sdk/access';
import { sql } from 'kysely';
import type { UnitOfWork } from '../../shared/unit-of-work.ts';
import type { Command, Writer } from '../../shared/writer.ts';
import { explainConstraints } from '../../shared/writing/rejected-command.ts';
import { hashOfKey, newApiKey } from '../api-key/api-key.ts';
import { insertApiKey } from '../api-key/api-key-writer.ts';
import { AccessGrantEntity } from '../grant/access-grant.entity.ts';
import { createPrincipal } from '../principal-writer.ts';
import { type OpenInvitation, openInvitation } from './invitation-reader.ts';

/** The result of accepting an invitation. */
export interface AcceptedInvitation {
  /** UUID of the new access grant. */
  readonly grantId: string;
  /** API key of the new principal. Null if the caller has signed in, or if the command repeats an earlier one. */
  readonly apiKey: string | null;
}

/** One message for every invitation that is not open, so that a caller cannot find out which invitations once existed. */
const notOpen: Issue = {
  code: 'NOT_FOUND',
  path: ['secret'],
  message:
    'The invitation is not valid: it is unknown, used, expired or revoked. Ask a data steward of the ecosystem for a new one.',
};

const hasGrant = {
  path: ['secret'],
  message: 'You already have a role in this ecosystem. Ask a data steward to change it.',
};

/**
 * Accepts an invitation: a principal gets the grant. Any other caller becomes a new PERSON with an API key, which nobody can read
 * again. The audit log names the principal.
 */
export async function acceptInvitation(writer: Writer, command: Command): Promise<Outcome<AcceptedInvitation>> {
  const { viewer } = writer;
  const isSignedIn = viewer.kind === 'PRINCIPAL';
  const principal = isSignedIn
    ? viewer.principal
    : ({ id: newUuid(), kind: 'PERSON', name: '', isOperator: false } as const);
  let apiKey: string | null = null;
  const done = await writer.as(viewer.kind === 'ANONYMOUS' ? viewerOf(principal, viewer.origin) : viewer).run({
    name: 'acceptInvitation',
    // A repeat by an anonymous caller has another new principal, and the same secret.
    ...(viewer.kind === 'ANONYMOUS' && { keysOf: `invitation:${hashOfKey(String(command.secret))}` }),
    command: { ...command, name: command.name ?? null },
    work: async (unit, values) => {
      const parsed = parseCommand(acceptInvitationValues, values);
      if (!parsed.ok) return parsed;
      const { secret, name } = parsed.value;
      if (!isSignedIn && name === null) {
        return refused({ code: 'REQUIRED', path: ['name'], message: 'Enter your name in `name`, or sign in.' });
      }
      const invitation = await openInvitation(unit, { secret, lock: true });
      if (!invitation) return refused(notOpen);
      if (!isSignedIn) {
        await createPrincipal(unit, { ...principal, name: name ?? '' });
        apiKey = newApiKey();
        await insertApiKey(unit, { id: newUuid(), key: apiKey, principalId: principal.id, expiresAt: null });
      }
      return accepted(await grantRole(unit, { invitation, principalId: principal.id }));
    },
  });
  return done.ok ? accepted({ grantId: done.value, apiKey }) : done;
}

/** Creates the grant of an invitation and closes the invitation. Returns the UUID of the grant. */
async function grantRole(
  unit: UnitOfWork,
  { invitation, principalId }: { invitation: OpenInvitation; principalId: string },
): Promise<string> {
  const { id, ecosystemId, role, organizationIds } = invitation;
  await unit.allow(ecosystemId);
  const grantId = newUuid();
  const grant = {
    id: grantId,
    ecosystemId,
    principalId,
    role,
    organizationIds,
    visibility: 'RESTRICTED',
    revokedAt: null,
  } as const;
  unit.em.create(AccessGrantEntity, { ...grant, version: 1 }, { persist: true });
  await explainConstraints({ constraints: { access_grant_in_effect: hasGrant } }, () => unit.em.flush());
  await unit.rows(
    sql`update "invitation" set "accepted_at" = now(), "accepted_by_id" = ${principalId}::uuid where "id" = ${id}::uuid`,
  );
  return grantId;
}

function viewerOf(principal: Principal, origin: RequestOrigin | null = null): Viewer {
  return { kind: 'PRINCIPAL', principal, grants: [], agreements: [], origin };
}
