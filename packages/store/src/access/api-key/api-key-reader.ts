import {
  encodeTypeId,
  type Grant,
  type Principal,
  type PrincipalKind,
  type PrincipalViewer,
} from '@collective-impact/sdk';
import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { Database } from '../../shared/database/database.ts';
import { planOnce } from '../../shared/database/plan-mode.ts';
import type { AccessTables } from '../entities.ts';
import { agreementsInForce, type FoundAgreement } from '../sharing/agreements-in-force.ts';
import { hashOfKey } from './api-key.ts';

/** Whether a key can be used. */
export type ApiKeyStatus = 'ACTIVE' | 'EXPIRED' | 'REVOKED';

/** An API key as an operator sees it. Nobody can read the key itself. */
export interface ListedKey {
  /** The TypeID of the key. */
  readonly id: string;
  /** The TypeID of its principal. */
  readonly principalId: string;
  readonly name: string;
  readonly kind: PrincipalKind;
  readonly isOperator: boolean;
  readonly status: ApiKeyStatus;
  readonly createdAt: string;
  /** Null if the key does not expire. */
  readonly expiresAt: string | null;
  /** Accurate to a minute. Null if the key has not been used. */
  readonly lastUsedAt: string | null;
}

/** The viewer of a key, or the reason why it has none. */
export type KeyOwner =
  | { readonly status: 'ACTIVE'; readonly viewer: PrincipalViewer; readonly keyId: string; readonly isUseDue: boolean }
  | {
      readonly status: 'EXPIRED' | 'REVOKED' | 'UNKNOWN';
      /** Whether the key never becomes valid. That of a principal who is revoked is valid again if the principal is restored. */
      readonly isFinal: boolean;
    };

const status: RawBuilder<ApiKeyStatus> = sql`case when "k"."revoked_at" is not null or "p"."revoked_at" is not null then 'REVOKED' when "k"."expires_at" <= now() then 'EXPIRED' else 'ACTIVE' end`;

/** How long a use of a key is not written again. */
const useInterval = sql`interval '1 minute'`;

const isUseDue = sql`("k"."last_used_at" is null or "k"."last_used_at" < now() - ${useInterval})`;

/**
 * A principal with what its grants allow, as one statement reads them: its grants in effect, and the agreements that networks have
 * accepted in which it has a grant. Those that have ended are left out.
 */
export interface FoundPrincipal extends Principal {
  grants: Grant[];
  agreements: FoundAgreement[];
}

/**
 * The columns of a {@link FoundPrincipal}, from the function `principal_of_key` or `principal_of_identity` with the alias `p`. Each
 * connection plans their statements once, because planning them takes longer than running them.
 */
export const principalColumns = sql`"p"."id", "p"."kind", "p"."name", "p"."is_operator" as "isOperator", "p"."grants", "p"."agreements"`;

/** The viewer of a principal at a moment, on which its sharing agreements depend, without the origin of a request. */
export function viewerOfPrincipal(found: FoundPrincipal, now: Date): PrincipalViewer {
  const { id, kind, name, isOperator, grants } = found;
  const agreements = agreementsInForce(found.agreements, now);
  return { kind: 'PRINCIPAL', principal: { id, kind, name, isOperator }, grants, agreements, origin: null };
}

/** A principal with its key. */
interface FoundKey extends FoundPrincipal {
  status: ApiKeyStatus;
  isFinal: boolean;
  keyId: string;
  isUseDue: boolean;
}

/**
 * Reads the viewer of an API key, with its grants and the sharing agreements of its networks, by one statement, so that a
 * revocation is in effect at the next request.
 */
export async function viewerOfKey(database: Database, key: string): Promise<KeyOwner> {
  const statement = sql<FoundKey>`
    select ${principalColumns}, "p"."key_id" as "keyId", "p"."status", "p"."is_final" as "isFinal", "p"."is_use_due" as "isUseDue"
    from "principal_of_key"(${hashOfKey(key)}) as "p" where "p"."id" is not null`;
  const kysely = database.kysely();
  const { rows } = await kysely.executeQuery(planOnce(statement.compile(kysely)));
  const [found] = rows;
  if (found === undefined) return { status: 'UNKNOWN', isFinal: true };
  if (found.status !== 'ACTIVE') return { status: found.status, isFinal: found.isFinal };
  const { keyId, isUseDue: isDue } = found;
  return { status: 'ACTIVE', viewer: viewerOfPrincipal(found, database.now()), keyId, isUseDue: isDue };
}

/** Writes the time at which a key was used, at most once a minute. */
export async function noteKeyUse(database: Database, keyId: string): Promise<void> {
  await sql`update "api_key" as "k" set "last_used_at" = now() where "k"."id" = ${keyId}::uuid and ${isUseDue}`.execute(
    database.kysely(),
  );
}

/** Every API key, the oldest first. */
export async function listApiKeys(database: Database): Promise<ListedKey[]> {
  const rows = await keysWithPrincipal(database.kysely<AccessTables>())
    .select(['k.id', 'p.id as principalId', 'p.name', 'p.kind', 'p.is_operator as isOperator', status.as('status')])
    .select(['k.created_at as createdAt', 'k.expires_at as expiresAt', 'k.last_used_at as lastUsedAt'])
    .orderBy('k.created_at')
    .orderBy('k.id')
    .execute();
  return rows.map((row) => ({
    ...row,
    id: encodeTypeId('api_key', row.id),
    principalId: encodeTypeId('principal', row.principalId),
  }));
}

/** Number of API keys that can be used. */
export async function countActiveKeys(kysely: Kysely<AccessTables>): Promise<number> {
  return (await keysWithPrincipal(kysely).select('k.id').where(status, '=', sql.lit('ACTIVE')).execute()).length;
}

/** Each key `k` with its principal `p`, as {@link status} requires them. */
function keysWithPrincipal(kysely: Kysely<AccessTables>) {
  return kysely.selectFrom('api_key as k').innerJoin('principal as p', 'p.id', 'k.principal_id');
}

/** Whether an operator can sign in: it has a key that can be used, or it signs in by OpenID Connect. */
export async function hasOperator(database: Database): Promise<boolean> {
  const operator = await database
    .kysely<AccessTables>()
    .selectFrom('principal as p')
    .select('p.id')
    .where('p.is_operator', '=', sql.lit(true))
    .where('p.revoked_at', 'is', null)
    .where(({ or, eb, exists, selectFrom }) => {
      const keys = selectFrom('api_key as k').select('k.id').whereRef('k.principal_id', '=', 'p.id');
      return or([eb('p.issuer', 'is not', null), exists(keys.where(status, '=', sql.lit('ACTIVE')))]);
    })
    .limit(1)
    .executeTakeFirst();
  return operator !== undefined;
}
