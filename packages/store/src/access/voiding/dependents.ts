import { type RawBuilder, sql } from 'kysely';
import { columnName } from '../../shared/column-name.ts';
import type { UnitOfWork } from '../../shared/unit-of-work.ts';
import { visibleTo } from '../../shared/visibility.ts';
import { typeOfPrefix } from './any-record.ts';
import { fieldsReferringTo, refersTo } from './record-references.ts';
import { titleOfRow } from './record-title.ts';

/** A record that is locked until the transaction ends, with the values that decide who may change it. */
export interface LockedRecord {
  readonly prefix: string;
  readonly id: string;
  readonly ecosystemId: string;
  readonly title: string | null;
  readonly isVisible: boolean;
  /** The organizations to which it belongs, by the fields of its type. */
  readonly owners: Readonly<Record<string, string | null>>;
}

/** The number of records that can be voided at once. */
export const mostAtOnce = 10_000;

/**
 * Locks the records of a type that meet a condition on a row `t`. The lock also waits for transactions that are about to refer to
 * these records.
 */
export async function lockRecords(
  unit: UnitOfWork,
  { prefix, where, table = prefix }: { prefix: string; where: RawBuilder<boolean>; table?: string },
): Promise<LockedRecord[]> {
  const type = typeOfPrefix(prefix);
  const owners = type.ownedBy.flatMap((field) => [sql.lit(field), sql.ref(`t.${columnName(field)}`)]);
  return await unit.rows<LockedRecord>(
    sql`select ${sql.lit(prefix)} as "prefix", "t"."id", "t"."ecosystem_id" as "ecosystemId", ${titleOfRow(type, unit.viewer)} as "title",
        ${visibleTo(unit.viewer, { table: prefix })} as "isVisible", jsonb_build_object(${sql.join(owners)}) as "owners"
      from ${sql.table(table)} as "t" where ${where} order by "t"."id" for update of "t"`,
  );
}

/**
 * Locks all records that refer to a record, and those that refer to them, and so on. Returns them in the order in which they
 * were found, the closest first: at most one more than {@link mostAtOnce}.
 */
export async function lockDependents(unit: UnitOfWork, root: LockedRecord): Promise<LockedRecord[]> {
  const known = new Map([[root.id, root]]);
  let latest = [root];
  while (latest.length > 0 && known.size <= mostAtOnce) {
    const next: LockedRecord[] = [];
    for (const [prefix, records] of Map.groupBy(latest, (record) => record.prefix)) {
      const ids = records.map(({ id }) => id);
      for (const field of fieldsReferringTo(prefix)) {
        const where = sql<boolean>`${refersTo(field, ids)} and not "t"."id" = any(${[...known.keys()]}::uuid[])`;
        const found = await lockRecords(unit, { prefix: field.type.prefix, where });
        for (const record of found) known.set(record.id, record);
        next.push(...found);
      }
    }
    latest = next;
  }
  return [...known.values()].slice(1, mostAtOnce + 2);
}
