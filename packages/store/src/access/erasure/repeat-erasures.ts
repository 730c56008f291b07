import { decodeTypeId, SetupError, typeIdPrefix } from '@collective-impact/sdk';
import type { ListedErasure } from '@collective-impact/sdk/access';
import { type Kysely, sql } from 'kysely';
import type { Database } from '../../shared/database/database.ts';
import { transact } from '../../shared/database/transact.ts';
import { isErasedPrincipal } from '../principal-reader.ts';
import { fieldsToErase } from './erasable-columns.ts';
import { erasure } from './erase.ts';
import { type ErasedRecord, typesByPrefix } from './erased-record.ts';

/**
 * Finishes the erasures of a list that a database does not contain, because a process ended between the entry in the list and the commit.
 * Returns their number. The audit log names `actor`. Finishing an erasure that another process is committing changes nothing more.
 *
 * Throws a `SetupError` for a record or field that this version does not know.
 */
export async function finishErasures(
  database: Database,
  { erasures, actor }: { erasures: readonly ListedErasure[]; actor: string },
): Promise<number> {
  if (erasures.length === 0) return 0;
  return await transact({ database, actor }, (em) => repeatErasures(em.getKysely<unknown>(), { erasures, actor }));
}

/**
 * Repeats the erasures that a database does not contain, because it was restored from an earlier backup, or because they were
 * interrupted. Returns their number. Records and principals that the database does not have are omitted. Runs in the transaction of
 * `kysely`.
 */
export async function repeatErasures(
  kysely: Kysely<unknown>,
  { erasures, actor }: { erasures: readonly ListedErasure[]; actor: string },
): Promise<number> {
  await sql`select set_config('ci.actor', ${actor}, true)`.execute(kysely);
  const known = await sql<{ id: string }>`
    select distinct "after" ->> 'id' as "id" from "audit_entry" where "operation" = 'ERASE'`.execute(kysely);
  const done = new Set(known.rows.map(({ id }) => id));
  let repeated = 0;
  for (const each of erasures) {
    if (done.has(each.id)) continue;
    done.add(each.id);
    const records = await presentAmong(kysely, each.records.map(recordOf));
    const principals = await namedAmong(kysely, each.principalIds);
    if (records.length + principals.length === 0) continue;
    const details = { reason: null, erasedAt: each.at };
    await erasure({ plan: { records, principals }, id: each.id, details }).execute(kysely);
    repeated += 1;
  }
  return repeated;
}

function recordOf({ id, fields }: ListedErasure['records'][number]): ErasedRecord {
  const prefix = typeIdPrefix(id) ?? '';
  const type = typesByPrefix.get(prefix);
  const uuid = decodeTypeId(prefix, id);
  const known = type ? fieldsToErase(type) : [];
  const unknown = fields.filter((field) => !known.includes(field));
  if (type && uuid !== undefined && unknown.length === 0) return { type, id: uuid, fields };
  throw new SetupError(
    `The list of erasures contains ${unknown.length > 0 ? `the field ${unknown.join(', ')} of ` : ''}${id}, which this version does not know. Use the version that wrote the list, or a later one.`,
  );
}

async function presentAmong(kysely: Kysely<unknown>, records: readonly ErasedRecord[]): Promise<ErasedRecord[]> {
  const ids = records.map(({ id }) => id);
  const { rows } = await sql<{ id: string }>`
    select "record_id" as "id" from "change" where "record_id" = any(${ids}::uuid[])`.execute(kysely);
  const present = new Set(rows.map(({ id }) => id));
  return records.filter(({ id }) => present.has(id));
}

/** The principals (UUIDs) that still have a name. The erasure of a principal without roles is in no audit log. */
async function namedAmong(kysely: Kysely<unknown>, ids: readonly string[]): Promise<string[]> {
  const uuids = ids.map((id) => decodeTypeId('principal', id) ?? null);
  const { rows } = await sql<{ id: string }>`
    select "id" from "principal" where "id" = any(${uuids}::uuid[]) and not ${isErasedPrincipal}`.execute(kysely);
  return rows.map(({ id }) => id);
}
