import { decodeTypeId, SetupError, typeIdPrefix } from '@collective-impact/sdk';
import type { ListedErasure } from '@collective-impact/sdk/access';
import { type Kysely, sql } from 'kysely';
import { fieldsToErase } from './erasable-columns.ts';
import { erasure } from './erase.ts';
import { type ErasedRecord, typesByPrefix } from './erased-record.ts';

/**
 * Repeats the erasures that a database does not contain, because it was restored from an earlier backup. Returns their number. Records
 * and principals that the database does not have are omitted. Runs in the transaction of `kysely`.
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
    const principals = each.principalIds.map((id) => decodeTypeId('principal', id) ?? '');
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
