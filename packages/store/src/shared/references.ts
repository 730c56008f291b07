import { decodeTypeId, type Issue } from '@collective-impact/sdk';
import { sql } from 'kysely';
import { visibleTo } from '../access/index.ts';
import type { UnitOfWork } from './unit-of-work.ts';
import type { Writing } from './writing.ts';

interface Reference {
  path: string[];
  table: string;
  uuid: string;
}

/** A command's values with its TypeIDs turned into UUIDs, and the references they make. */
export interface Resolved {
  values: Record<string, unknown>;
  references: Reference[];
}

const toEcosystem = { field: 'ecosystemId', prefix: 'ecosystem' };

/** Turns the TypeIDs of a command, whose form is already checked, into UUIDs. */
export function resolveIds(command: { writing: Writing; values: object }): Resolved {
  const values: Record<string, unknown> = { ...command.values };
  const references: Reference[] = [];
  const resolve = (reference: { path: string[]; table: string; id: string }): string => {
    const { path, table, id } = reference;
    const uuid = decodeTypeId(table, id);
    if (uuid === undefined)
      throw new Error(`${path.join('.')} is no id of ${table}: its schema should have refused it`);
    references.push({ path, table, uuid });
    return uuid;
  };
  for (const { field, prefix: table } of [toEcosystem, ...command.writing.type.references]) {
    const given = values[field];
    if (typeof given === 'string') values[field] = resolve({ path: [field], table, id: given });
    if (Array.isArray(given)) {
      values[field] = given.map((id, at) => resolve({ path: [field, String(at)], table, id }));
    }
  }
  return { values, references };
}

/**
 * What is wrong with references: to what does not exist for this viewer, or is another ecosystem's. The ecosystem is
 * that of the `container`, unless it is known already.
 */
export async function judgeReferences(
  unit: UnitOfWork,
  options: { references: readonly Reference[]; container: string | null; ecosystemId?: string },
): Promise<{ issues: Issue[]; ecosystemId: string | null }> {
  const found = new Map<string, string>();
  for (const table of new Set(options.references.map((reference) => reference.table))) {
    const ids = options.references.filter((reference) => reference.table === table).map((reference) => reference.uuid);
    const rows = await unit.rows<{ id: string; ecosystemId: string }>(
      sql`select "t"."id", "t"."ecosystem_id" as "ecosystemId" from ${sql.table(table)} as "t" where "t"."id" = any(${ids}::uuid[]) and ${visibleTo(unit.viewer)}`,
    );
    for (const row of rows) found.set(row.id, row.ecosystemId);
  }
  const ecosystemId = options.ecosystemId ?? found.get(options.container ?? '') ?? null;
  const issues = options.references.flatMap(({ path, table, uuid }): Issue[] => {
    const own = found.get(uuid);
    if (own === undefined) {
      return [{ code: 'NOT_FOUND', path, message: `there is no ${table.replaceAll('_', ' ')} with this id` }];
    }
    if (ecosystemId === null || own === ecosystemId) return [];
    return [{ code: 'OTHER_ECOSYSTEM', path, message: 'this belongs to another ecosystem' }];
  });
  return { issues, ecosystemId };
}
