import { createHash } from 'node:crypto';
import {
  accepted,
  actorOf,
  decodeTypeId,
  encodeTypeId,
  type Issue,
  newUuid,
  type Outcome,
  type PrincipalViewer,
  refused,
  type Viewer,
} from '@collective-impact/sdk';
import { sql } from 'kysely';
import type { Database } from '../shared/database/database.ts';
import { planOnce } from '../shared/database/plan-mode.ts';
import { type FoundPrincipal, principalColumns, viewerOfPrincipal } from './api-key/api-key-reader.ts';
import type { AccessTables } from './entities.ts';
import { isErasedPrincipal } from './principal-reader.ts';

/** A person at an identity provider: the claims `iss` and `sub` of its OpenID Connect tokens. */
export interface Identity {
  readonly issuer: string;
  readonly subject: string;
}

/** The viewer of a person, or that the person is revoked and cannot sign in. */
export type SignIn =
  | {
      readonly status: 'ACTIVE';
      readonly viewer: PrincipalViewer;
      readonly principalId: string;
      readonly isNameDue: boolean;
    }
  | { readonly status: 'REVOKED' };

/** How long a name is not taken from a token again. */
const nameInterval = sql`interval '1 day'`;

const isNameOld = sql<boolean>`coalesce("p"."name_updated_at" < now() - ${nameInterval}, true)`;

interface FoundIdentity extends FoundPrincipal {
  isRevoked: boolean;
  isNameOld: boolean;
}

/**
 * Reads the viewer of a person, with its grants, by one statement, so that a revocation is in effect at the next request. The first
 * sign-in of a person creates its principal, without any grant.
 */
export async function signInPerson(database: Database, person: Identity & { name: string }): Promise<SignIn> {
  let found = await findIdentity(database, person);
  if (!found) {
    await createPerson(database, { ...person, isOperator: false });
    found = await findIdentity(database, person);
  }
  if (!found) throw new Error('A principal was removed while it signed in.');
  if (found.isRevoked) return { status: 'REVOKED' };
  const isNameDue = found.isNameOld && found.name !== person.name;
  return {
    status: 'ACTIVE',
    viewer: viewerOfPrincipal(found, database.now()),
    principalId: found.id,
    isNameDue,
  };
}

/** Stores the name in the token of a principal (a UUID), at most once a day. */
export async function followName(
  database: Database,
  { principalId, name }: { principalId: string; name: string },
): Promise<void> {
  await sql`update "principal" as "p" set "name" = ${name}, "name_updated_at" = now()
    where "p"."id" = ${principalId}::uuid and "p"."revoked_at" is null and ${isNameOld}`.execute(database.kysely());
}

/** The database function `erase_identity` leaves this text of a person, so that it cannot sign in as a new one. */
function erasedSubject({ issuer, subject }: Identity): string {
  return `erased:${createHash('sha256').update(`${issuer}\n${subject}`).digest('hex')}`;
}

async function findIdentity(database: Database, identity: Identity): Promise<FoundIdentity | undefined> {
  const subjects = [identity.subject, erasedSubject(identity)];
  const statement = sql<FoundIdentity>`
    select ${principalColumns}, "p"."is_revoked" as "isRevoked", "p"."is_name_old" as "isNameOld"
    from "principal_of_identity"(${identity.issuer}, ${subjects}::text[]) as "p" where "p"."id" is not null`;
  const kysely = database.kysely();
  const { rows } = await kysely.executeQuery(planOnce(statement.compile(kysely)));
  return rows[0];
}

/** Creates the principal of a person, unless it exists. `viewer` is null if the person signs in. */
async function createPerson(
  database: Database,
  person: Identity & { name: string; isOperator: boolean; viewer?: Viewer },
): Promise<void> {
  const { issuer, subject, name, isOperator, viewer } = person;
  const id = newUuid();
  const actor = viewer ? actorOf(viewer) : encodeTypeId('principal', id);
  // The operator does not know the name. The first token of the person contains it.
  const nameUpdatedAt = viewer ? sql`null` : sql`now()`;
  await sql`insert into "principal" ("id", "created_by", "kind", "name", "is_operator", "issuer", "subject", "name_updated_at")
    values (${id}::uuid, ${actor}, 'PERSON', ${name}, ${isOperator}, ${issuer}, ${subject}, ${nameUpdatedAt})
    on conflict ("issuer", "subject") do nothing`.execute(database.kysely());
}

/** A principal as an operator names it: by its id (a TypeID), or by its identity. */
export type NamedPrincipal = { readonly id: string } | Identity;

/**
 * Lets a principal operate the gateway, or no longer. A person that has never signed in gets its principal. Returns the TypeID of
 * the principal. A person whose data was erased cannot become an operator (`IMMUTABLE`).
 */
export async function setOperator(
  database: Database,
  change: { viewer: Viewer; principal: NamedPrincipal; isOperator: boolean },
): Promise<Outcome<string>> {
  const { viewer, principal, isOperator } = change;
  if (isOperator && (await isErased(database, principal))) return refused(erasedPerson);
  if ('issuer' in principal && isOperator) {
    await createPerson(database, { ...principal, name: principal.subject, isOperator, viewer });
  }
  return await changePrincipal(database, { principal, set: sql`"is_operator" = ${isOperator}` });
}

/**
 * Revokes a principal, so that it can no longer sign in with any key or token, or restores it. Its grants are kept. Returns its
 * TypeID. A person whose data was erased cannot be restored (`IMMUTABLE`).
 */
export async function setRevoked(
  database: Database,
  change: { viewer: Viewer; principal: NamedPrincipal; isRevoked: boolean },
): Promise<Outcome<string>> {
  const { viewer, principal, isRevoked } = change;
  if (!isRevoked && (await isErased(database, principal))) return refused(erasedPerson);
  const set = isRevoked
    ? sql`"revoked_at" = coalesce("revoked_at", now()), "revoked_by" = coalesce("revoked_by", ${actorOf(viewer)})`
    : sql`"revoked_at" = null, "revoked_by" = null`;
  return await changePrincipal(database, { principal, set });
}

/** The reason why an erased principal cannot sign in again. */
export const erasedPerson: Issue = {
  code: 'IMMUTABLE',
  path: ['principal'],
  message: 'The data of this person was erased. The person cannot sign in again.',
};

/** Whether the data of a principal was erased. */
async function isErased(database: Database, principal: NamedPrincipal): Promise<boolean> {
  const principals = database.kysely<AccessTables>().selectFrom('principal').select('id');
  const erased =
    'issuer' in principal
      ? principals.where('issuer', '=', principal.issuer).where('subject', '=', erasedSubject(principal))
      : principals
          .where('id', '=', decodeTypeId('principal', principal.id) ?? null)
          .where(({ or, eb }) => or([isErasedPrincipal, eb('subject', 'like', sql.lit('erased:%'))]));
  return (await erased.executeTakeFirst()) !== undefined;
}

async function changePrincipal(
  database: Database,
  { principal, set }: { principal: NamedPrincipal; set: ReturnType<typeof sql> },
): Promise<Outcome<string>> {
  const isNamed =
    'issuer' in principal
      ? sql`"issuer" = ${principal.issuer} and "subject" = ${principal.subject}`
      : sql`"id" = ${decodeTypeId('principal', principal.id) ?? null}::uuid`;
  const { rows } = await sql<{ id: string }>`update "principal" set ${set} where ${isNamed} returning "id"`.execute(
    database.kysely(),
  );
  const [changed] = rows;
  if (changed) return accepted(encodeTypeId('principal', changed.id));
  const named =
    'issuer' in principal
      ? `with the issuer "${principal.issuer}" and the subject "${principal.subject}"`
      : `"${principal.id}"`;
  return refused({ code: 'NOT_FOUND', path: ['principal'], message: `There is no principal ${named}.` });
}
