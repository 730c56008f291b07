import { type AnyRecordType, recordTypes, type Visibility, visibilities } from '@collective-impact/sdk';
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
  const ofEcosystem = await defaultVisibilityOf(unit, ecosystemId ?? '');
  return narrowest([ofEcosystem, ...(await visibilitiesOfSubjects(unit, { type, values }))]);
}

/**
 * The visibilities of the records that a new one is about: those that a field of it refers to, such as the excerpt and the code of a
 * coding. Lists, such as the participants of a meeting, are not what a record is about.
 */
async function visibilitiesOfSubjects(
  unit: UnitOfWork,
  { type, values }: { type: AnyRecordType; values: object },
): Promise<Visibility[]> {
  const subjects = type.references.flatMap(({ field, within, prefix, list }) => {
    const id: unknown = Reflect.get(values, field);
    const isSubject = within === undefined && !list && prefix !== 'ecosystem' && prefixes.has(prefix);
    return isSubject && typeof id === 'string' ? [{ table: prefix, id }] : [];
  });
  if (subjects.length === 0) return [];
  const selects = subjects.map(
    ({ table, id }) => sql`select "visibility" from ${sql.table(table)} where "id" = ${id}::uuid`,
  );
  const rows = await unit.rows<{ visibility: Visibility }>(sql`${sql.join(selects, sql` union `)}`);
  return rows.map(({ visibility }) => visibility);
}

/** The visibility of the fewest readers. */
function narrowest(among: readonly Visibility[]): Visibility {
  return visibilities.findLast((visibility) => among.includes(visibility)) ?? 'RESTRICTED';
}

/** The prefixes of all records, which have a visibility. */
const prefixes: ReadonlySet<string> = new Set(recordTypes.map(({ prefix }) => prefix));

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
