import { decodeTypeId, type Issue, type Reference as ModelReference } from '@collective-impact/sdk';
import { sql } from 'kysely';
import { visibleTo } from '../access/index.ts';
import type { UnitOfWork } from './unit-of-work.ts';
import type { Writing } from './writing.ts';

/** A reference that a command makes. */
export interface Reference {
  path: string[];
  table: string;
  uuid: string;
  /** Whether it may be another ecosystem's. */
  crossing: boolean;
}

/** A command's values with its TypeIDs turned into UUIDs, and the references they make. */
export interface Resolved {
  values: Record<string, unknown>;
  references: Reference[];
}

const toEcosystem = { field: 'ecosystemId', prefix: 'ecosystem', crossing: false };

type Values = Record<string, unknown>;
type Field = Pick<ModelReference, 'field' | 'within' | 'prefix' | 'crossing'>;

/** Turns the TypeIDs of a command, whose form is already checked, into UUIDs. */
export function resolveIds(command: { writing: Writing; values: object }): Resolved {
  const references: Reference[] = [];
  const values = [toEcosystem, ...command.writing.type.references].reduce<Values>(resolveField, { ...command.values });
  return { values, references };

  function resolveField(all: Values, reference: Field): Values {
    const { within } = reference;
    if (within === undefined) return resolveIn(all, { reference, path: [] });
    const list = all[within];
    if (!Array.isArray(list)) return all;
    const resolved = list.map((entry, at) => resolveIn(entry, { reference, path: [within, String(at)] }));
    return { ...all, [within]: resolved };
  }

  function resolveIn(values: Values, at: { reference: Field; path: string[] }): Values {
    const { field, prefix, crossing } = at.reference;
    const given = values[field];
    const resolve = (id: string, path: string[]) => {
      const uuid = decodeTypeId(prefix, id);
      if (uuid === undefined)
        throw new Error(`${path.join('.')} is no id of ${prefix}: its schema should have refused it`);
      references.push({ path, table: prefix, uuid, crossing });
      return uuid;
    };
    const path = [...at.path, field];
    if (typeof given === 'string') return { ...values, [field]: resolve(given, path) };
    if (!Array.isArray(given)) return values;
    return { ...values, [field]: given.map((id, index) => resolve(id, [...path, String(index)])) };
  }
}

/**
 * What is wrong with references: to what does not exist for this viewer, or is another ecosystem's. The ecosystem is
 * that of the `container`, unless it is known already.
 */
export async function judgeReferences(
  unit: UnitOfWork,
  options: { references: readonly Reference[]; container: string | null; ecosystemId?: string },
): Promise<{ issues: Issue[]; ecosystemId: string | null }> {
  const found = await findReferenced(unit, options.references);
  const ecosystemId = options.ecosystemId ?? found.get(options.container ?? '') ?? null;
  return { issues: judgeFound(options.references, { found, ecosystemId }), ecosystemId };
}

/** Which of the records that are referred to the viewer may see, with the ecosystem of each. A statement for each table. */
export async function findReferenced(
  unit: UnitOfWork,
  references: readonly Reference[],
): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  for (const table of new Set(references.map((reference) => reference.table))) {
    const ids = references.filter((reference) => reference.table === table).map((reference) => reference.uuid);
    const rows = await unit.rows<{ id: string; ecosystemId: string }>(
      sql`select "t"."id", "t"."ecosystem_id" as "ecosystemId" from ${sql.table(table)} as "t" where "t"."id" = any(${ids}::uuid[]) and ${visibleTo(unit.viewer)}`,
    );
    for (const row of rows) found.set(row.id, row.ecosystemId);
  }
  return found;
}

/** What is wrong with references, of which these were found. */
export function judgeFound(
  references: readonly Reference[],
  known: { found: ReadonlyMap<string, string>; ecosystemId: string | null },
): Issue[] {
  const { found, ecosystemId } = known;
  return references.flatMap(({ path, table, uuid, crossing }): Issue[] => {
    const own = found.get(uuid);
    if (own === undefined) {
      return [{ code: 'NOT_FOUND', path, message: `there is no ${table.replaceAll('_', ' ')} with this id` }];
    }
    if (crossing || ecosystemId === null || own === ecosystemId) return [];
    return [{ code: 'OTHER_ECOSYSTEM', path, message: 'this belongs to another ecosystem' }];
  });
}
