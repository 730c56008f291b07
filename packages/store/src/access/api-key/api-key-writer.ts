import {
  accepted,
  actorOf,
  decodeTypeId,
  encodeTypeId,
  type Issue,
  newUuid,
  type Outcome,
  type Role,
  refused,
  type Viewer,
} from '@collective-impact/sdk';
import { type Kysely, sql } from 'kysely';
import type { Database } from '../../shared/database/database.ts';
import { transact } from '../../shared/database/transact.ts';
import type { UnitOfWork } from '../../shared/unit-of-work.ts';
import { Writer } from '../../shared/writer.ts';
import { createRecord } from '../../shared/writing/record-writing.ts';
import type { AccessTables } from '../entities.ts';
import { accessGrantDefinition } from '../grant/access-grant-writer.ts';
import { erasedPerson } from '../identity.ts';
import { isErasedPrincipal } from '../principal-reader.ts';
import { createPrincipal, type NewPrincipal } from '../principal-writer.ts';
import { hashOfKey, newApiKey } from './api-key.ts';
import { countActiveKeys } from './api-key-reader.ts';

/** The role of a principal in an ecosystem. Ids are TypeIDs. */
export interface NewGrant {
  readonly ecosystemId: string;
  readonly role: Role;
  readonly organizationIds: readonly string[];
}

/** A new key, which nobody can read again, with the ids of the key and of its principal. */
export interface CreatedKey {
  readonly key: string;
  readonly id: string;
  readonly principalId: string;
}

/**
 * Creates an API key: for the principal with an id, or for a new principal. With a grant, also gives the principal a role.
 * `expiresAt` is an ISO timestamp, or null if the key does not expire. `key` comes from {@link newApiKey}, which makes one by default.
 */
export async function createApiKey(
  database: Database,
  creation: {
    viewer: Viewer;
    principal: NewPrincipal | { id: string };
    expiresAt: string | null;
    grant?: NewGrant | null;
    key?: string;
  },
): Promise<Outcome<CreatedKey>> {
  const { viewer, principal, expiresAt, grant = null, key = newApiKey() } = creation;
  const id = newUuid();
  const done = await new Writer(database, viewer).run({
    name: 'createApiKey',
    command: {},
    work: async (unit) => {
      const principalId =
        'name' in principal ? await createPrincipal(unit, principal) : decodeTypeId('principal', principal.id);
      const isInserted = await insertApiKey(unit, { id, key, principalId: principalId ?? null, expiresAt });
      if (principalId === undefined || !isInserted) {
        const named = 'id' in principal ? ` "${principal.id}"` : '';
        return refused({ code: 'NOT_FOUND', path: ['principal'], message: `There is no principal${named}.` });
      }
      const reasons = await signInIssues(unit, principalId);
      if (reasons.length > 0) return refused(...reasons);
      const values = { ...grant, principalId: encodeTypeId('principal', principalId) };
      const granted = grant ? await createRecord(unit, { definition: accessGrantDefinition, values }) : accepted(null);
      return granted.ok ? accepted(values.principalId) : granted;
    },
  });
  return done.ok ? accepted({ key, id: encodeTypeId('api_key', id), principalId: done.value }) : done;
}

/** Stores the hash of an API key of a principal (UUIDs). Returns false if there is no such principal. */
export async function insertApiKey(
  unit: UnitOfWork,
  apiKey: { id: string; key: string; principalId: string | null; expiresAt: string | null },
): Promise<boolean> {
  const { id, key, principalId, expiresAt } = apiKey;
  const rows = await unit.rows(sql`insert into "api_key" ("id", "created_by", "principal_id", "hash", "expires_at")
    select ${id}::uuid, ${actorOf(unit.viewer)}, "p"."id", ${hashOfKey(key)}, ${expiresAt}::timestamptz
    from "principal" as "p" where "p"."id" = ${principalId}::uuid returning 1`);
  return rows.length > 0;
}

/** Why a principal (UUID) could not use a new key: it was erased, or is revoked. */
async function signInIssues(unit: UnitOfWork, principalId: string): Promise<Issue[]> {
  const principals = unit.tables<AccessTables>().selectFrom('principal').where('id', '=', principalId);
  const [state] = await unit.rows(principals.select(['revoked_at as revokedAt', isErasedPrincipal.as('isErased')]));
  if (state?.isErased) return [erasedPerson];
  if (!state || state.revokedAt === null) return [];
  const message = 'This principal is revoked, so its keys are not valid. Restore it first with `principal restore`.';
  return [{ code: 'IMMUTABLE', path: ['principal'], message }];
}

/** The name of the principal whose key the gateway keeps in a file. */
const operatorName = 'Operator';

/**
 * Makes a key that is in a file a key of the operator, unless the database knows it. All such keys belong to one principal, so
 * that what it may do does not change with its key.
 */
export async function registerOperatorKey(
  database: Database,
  registration: { viewer: Viewer; key: string },
): Promise<void> {
  const actor = actorOf(registration.viewer);
  const hash = hashOfKey(registration.key);
  await transact({ database, actor }, async (em) => {
    const kysely = em.getKysely<AccessTables>();
    // Several processes can start with the same file.
    await sql`select pg_advisory_xact_lock(hashtext('operator key'))`.execute(kysely);
    await sql`insert into "principal" ("id", "created_by", "kind", "name", "is_operator")
      select ${newUuid()}::uuid, ${actor}, 'SERVICE', ${operatorName}, true
      where not exists (select from "principal" where "is_operator" and "kind" = 'SERVICE' and "name" = ${operatorName})`.execute(
      kysely,
    );
    await sql`insert into "api_key" ("id", "created_by", "principal_id", "hash")
      select ${newUuid()}::uuid, ${actor}, "p"."id", ${hash} from "principal" as "p"
      where "p"."is_operator" and "p"."kind" = 'SERVICE' and "p"."name" = ${operatorName}
      order by "p"."created_at", "p"."id" limit 1
      on conflict ("hash") do nothing`.execute(kysely);
  });
}

/** Revokes an API key by its id. It is rejected from the next request on. Revoking it again changes nothing. */
export async function revokeApiKey(
  database: Database,
  { viewer, id }: { viewer: Viewer; id: string },
): Promise<Outcome<string>> {
  const actor = actorOf(viewer);
  return await transact({ database, actor }, async (em) => {
    const revoked = await em
      .getKysely<AccessTables>()
      .updateTable('api_key')
      .set(({ fn, val }) => ({
        revoked_at: fn.coalesce('revoked_at', sql<string>`now()`),
        revoked_by: fn.coalesce('revoked_by', val(actor)),
      }))
      .where('id', '=', decodeTypeId('api_key', id) ?? null)
      .returning('id')
      .executeTakeFirst();
    if (revoked) return accepted(id);
    return refused({ code: 'NOT_FOUND', path: ['id'], message: `There is no API key "${id}".` });
  });
}

/** Revokes every API key that can be used, and returns their number. Runs in the transaction of `kysely`. */
export async function revokeActiveKeys(kysely: Kysely<AccessTables>, actor: string): Promise<number> {
  const active = await countActiveKeys(kysely);
  await sql`update "api_key" set "revoked_at" = now(), "revoked_by" = ${actor} where "revoked_at" is null`.execute(
    kysely,
  );
  return active;
}
