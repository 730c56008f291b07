import { decodeTypeId, SetupError, typeIdPrefix } from '@collective-impact/sdk';
import type { ListedErasure } from '@collective-impact/sdk/access';
import { type Kysely, sql } from 'kysely';
import type { ChangeTables } from '../../change/index.ts';
import { anyOf } from '../../shared/conditions.ts';
import type { Database } from '../../shared/database/database.ts';
import { transact } from '../../shared/database/transact.ts';
import type { AccessTables } from '../entities.ts';
import { isErasedPrincipal } from '../principal-reader.ts';
import { fieldsToErase } from './erasable-columns.ts';
import { erasure } from './erase.ts';
import { type ErasedRecord, typesByPrefix } from './erased-record.ts';

/** The tables that show which erasures a database contains. */
type Tables = AccessTables & ChangeTables;

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
  return await transact({ database, actor }, (em) => repeatErasures(em.getKysely<Tables>(), { erasures, actor }));
}

/**
 * Repeats the erasures that a database does not contain, because it was restored from an earlier backup, or because they were
 * interrupted. Returns their number. Records and principals that the database does not have are omitted. Runs in the transaction of
 * `kysely`.
 */
export async function repeatErasures(
  kysely: Kysely<Tables>,
  { erasures, actor }: { erasures: readonly ListedErasure[]; actor: string },
): Promise<number> {
  await sql`select set_config('ci.actor', ${actor}, true)`.execute(kysely);
  const known = await kysely
    .selectFrom('audit_entry')
    .select(sql<string>`"after" ->> 'id'`.as('id'))
    .distinct()
    .where('operation', '=', sql.lit('ERASE'))
    .execute();
  const done = new Set(known.map(({ id }) => id));
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

async function presentAmong(kysely: Kysely<ChangeTables>, records: readonly ErasedRecord[]): Promise<ErasedRecord[]> {
  const ids = records.map(({ id }) => id);
  const rows = await kysely.selectFrom('change').select('record_id').where('record_id', '=', anyOf(ids)).execute();
  const present = new Set(rows.map((row) => row.record_id));
  return records.filter(({ id }) => present.has(id));
}

/** The principals (UUIDs) that still have a name. The erasure of a principal without roles is in no audit log. */
async function namedAmong(kysely: Kysely<AccessTables>, ids: readonly string[]): Promise<string[]> {
  const uuids = ids.flatMap((id) => decodeTypeId('principal', id) ?? []);
  const principals = kysely
    .selectFrom('principal')
    .select('id')
    .where(({ not }) => not(isErasedPrincipal));
  const rows = await principals.where('id', '=', anyOf(uuids)).execute();
  return rows.map(({ id }) => id);
}
