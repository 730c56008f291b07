import { encodeTypeId, type Principal } from '@collective-impact/sdk';
import { sql } from 'kysely';
import type { Database } from '../shared/database/database.ts';
import type { AccessTables } from './entities.ts';

/** A principal as an operator sees it. */
export interface ListedPrincipal extends Omit<Principal, 'id'> {
  /** TypeID. */
  readonly id: string;
  /** Issuer and subject of its tokens. Null if it signs in with API keys only. */
  readonly issuer: string | null;
  readonly subject: string | null;
  /** When it was revoked. Null if it can sign in. */
  readonly revokedAt: string | null;
}

/** Whether the personal data of a principal was erased. */
export const isErasedPrincipal = sql<boolean>`"name" = 'Erased person'`;

/** Every principal, the oldest first. */
export async function listPrincipals(database: Database): Promise<ListedPrincipal[]> {
  const rows = await database
    .kysely<AccessTables>()
    .selectFrom('principal')
    .select(['id', 'kind', 'name', 'is_operator as isOperator', 'issuer', 'subject', 'revoked_at as revokedAt'])
    .orderBy('created_at')
    .orderBy('id')
    .execute();
  return rows.map((row) => ({ ...row, id: encodeTypeId('principal', row.id) }));
}
