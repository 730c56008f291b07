import { type AnyRecordType, recordTypes, type Visibility } from '@collective-impact/sdk';
import { sql } from 'kysely';
import { columnName } from '../column-name.ts';
import type { UnitOfWork } from '../unit-of-work.ts';

/** The visibility of a new record (with UUIDs): the one that its creator set, or else the default of its type. */
export async function visibilityOf(
  unit: UnitOfWork,
  created: { type: AnyRecordType; values: object; ecosystemId: string | null },
): Promise<Visibility> {
  const { type, values, ecosystemId } = created;
  const { visibility }: { visibility?: Visibility } = values;
  if (visibility !== undefined) return visibility;
  const { within, defaultVisibility } = type;
  if (defaultVisibility === 'CONTAINER' && within !== null) {
    const table = containerOf(type);
    const id = String(Reflect.get(values, within));
    return await only(unit, sql`select "visibility" from ${sql.table(table)} where "id" = ${id}::uuid`);
  }
  return await defaultVisibilityOf(unit, ecosystemId ?? '');
}

/** The visibility of new records of an ecosystem (a UUID) whose creator does not set one. */
export async function defaultVisibilityOf(unit: UnitOfWork, ecosystemId: string): Promise<Visibility> {
  return await only(
    unit,
    sql`select "default_visibility" as "visibility" from "ecosystem" where "id" = ${ecosystemId}::uuid`,
  );
}

/**
 * Gives the records that a record (a UUID) contains its new visibility, and those that they contain, if their type follows the
 * container and they had its earlier visibility. Others were set apart by their creator.
 */
export async function followVisibility(
  unit: UnitOfWork,
  changed: { type: AnyRecordType; id: string; before: Visibility; after: Visibility },
): Promise<void> {
  const { type, id, before, after } = changed;
  if (before !== after) await followIn(unit, { container: type.prefix, ids: [id], before, after });
}

async function followIn(
  unit: UnitOfWork,
  changed: { container: string; ids: readonly string[]; before: Visibility; after: Visibility },
): Promise<void> {
  const { container, ids, before, after } = changed;
  for (const type of parts.get(container) ?? []) {
    const column = sql.ref(columnName(type.within ?? ''));
    const followers = await unit.rows<{ id: string }>(sql`update ${sql.table(type.prefix)} set "visibility" = ${after}
      where ${column} = any(${ids}::uuid[]) and "visibility" = ${before} returning "id"`);
    const next = followers.map((each) => each.id);
    if (next.length > 0) await followIn(unit, { container: type.prefix, ids: next, before, after });
  }
}

/** The types whose records follow the visibility of their container, by the prefix of the container. */
const parts: ReadonlyMap<string, readonly AnyRecordType[]> = Map.groupBy<string, AnyRecordType>(
  recordTypes.filter((type) => type.defaultVisibility === 'CONTAINER'),
  containerOf,
);

/** The prefix of the records that contain those of a type. */
function containerOf({ name, within, references }: AnyRecordType): string {
  const reference = references.find(({ field }) => field === within);
  if (!reference) throw new Error(`${name} is not within another record.`);
  return reference.prefix;
}

async function only(
  unit: UnitOfWork,
  statement: ReturnType<typeof sql<{ visibility: Visibility }>>,
): Promise<Visibility> {
  const [row] = await unit.rows<{ visibility: Visibility }>(statement);
  if (!row) throw new Error('The record that determines the visibility no longer exists.');
  return row.visibility;
}
