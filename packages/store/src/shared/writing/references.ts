import {
  type AnyRecordType,
  decodeTypeId,
  encodeTypeId,
  type Issue,
  type Reference as ModelReference,
} from '@collective-impact/sdk';
import { sql } from 'kysely';
import type { UnitOfWork } from '../unit-of-work.ts';
import { visibleTo } from '../visibility.ts';
import { absentIssue } from './absent-issue.ts';

/** A reference that a command makes. */
export interface Reference {
  path: string[];
  table: string;
  uuid: string;
  /** Whether it may refer to a record of another ecosystem. */
  crossing: boolean;
}

type Field = Pick<ModelReference, 'field' | 'within' | 'prefix' | 'crossing'>;

const toEcosystem: Field = { field: 'ecosystemId', prefix: 'ecosystem', crossing: false };

/**
 * Replaces the TypeIDs in the values of a command with UUIDs. Returns the values and the references they make. The form of
 * the TypeIDs is already checked.
 */
export function resolveIds<Values extends object>(
  type: Pick<AnyRecordType, 'references'>,
  input: Values,
): { values: Values; references: Reference[] } {
  const references: Reference[] = [];
  const values = [toEcosystem, ...type.references].reduce(resolveField, input);
  return { values, references };

  function resolveField(all: Values, reference: Field): Values {
    const { within } = reference;
    if (within === undefined) return resolveIn(all, { reference, path: [] });
    const list: unknown = Reflect.get(all, within);
    if (!Array.isArray(list)) return all;
    const resolved = list.map((entry: object, at) => resolveIn(entry, { reference, path: [within, String(at)] }));
    return { ...all, [within]: resolved };
  }

  function resolveIn<Part extends object>(values: Part, at: { reference: Field; path: string[] }): Part {
    const { field } = at.reference;
    const path = [...at.path, field];
    const id: unknown = Reflect.get(values, field);
    if (typeof id === 'string') return { ...values, [field]: resolve(id, { reference: at.reference, path }) };
    if (!Array.isArray(id)) return values;
    const ids = id.map((each: string, index) =>
      resolve(each, { reference: at.reference, path: [...path, String(index)] }),
    );
    return { ...values, [field]: ids };
  }

  function resolve(id: string, at: { reference: Field; path: string[] }): string {
    const { prefix, crossing } = at.reference;
    const uuid = decodeTypeId(prefix, id);
    if (uuid === undefined) {
      throw new Error(`${at.path.join('.')} is not an id of ${prefix}: its schema should have rejected it`);
    }
    references.push({ path: at.path, table: prefix, uuid, crossing });
    return uuid;
  }
}

/**
 * Returns an issue for each reference to a record that the viewer cannot see, or that belongs to another ecosystem. The
 * ecosystem is that of the `container`, unless `ecosystemId` is set.
 */
export async function judgeReferences(
  unit: UnitOfWork,
  options: { references: readonly Reference[]; container: string | null; ecosystemId?: string },
): Promise<{ issues: Issue[]; ecosystemId: string | null }> {
  const ecosystems = await findReferenced(unit, options.references);
  const ecosystemId = options.ecosystemId ?? ecosystems.get(options.container ?? '') ?? null;
  return { issues: judgeReferenced(options.references, { ecosystems, ecosystemId }), ecosystemId };
}

/**
 * The UUIDs of the referenced records that the viewer may see, with the UUID of the ecosystem of each. They are locked until the
 * transaction ends, so that no other transaction can void them.
 */
export async function findReferenced(
  unit: UnitOfWork,
  references: readonly Reference[],
): Promise<ReadonlyMap<string, string>> {
  const ecosystems = new Map<string, string>();
  for (const table of new Set(references.map((reference) => reference.table))) {
    const ids = references.filter((reference) => reference.table === table).map((reference) => reference.uuid);
    const rows = await unit.rows<{ id: string; ecosystemId: string }>(
      sql`select "t"."id", "t"."ecosystem_id" as "ecosystemId" from ${sql.table(table)} as "t" where "t"."id" = any(${ids}::uuid[]) and ${visibleTo(unit.viewer, { table })} for key share of "t"`,
    );
    for (const row of rows) ecosystems.set(row.id, row.ecosystemId);
  }
  return ecosystems;
}

/** Returns the issues of references. `ecosystems` has the referenced records that the viewer may see, see {@link findReferenced}. */
export function judgeReferenced(
  references: readonly Reference[],
  known: { ecosystems: ReadonlyMap<string, string>; ecosystemId: string | null },
): Issue[] {
  const { ecosystems, ecosystemId } = known;
  return references.flatMap(({ path, table, uuid, crossing }): Issue[] => {
    const owner = ecosystems.get(uuid);
    if (owner === undefined) {
      return [absentIssue({ noun: table.replaceAll('_', ' '), id: encodeTypeId(table, uuid), path })];
    }
    if (crossing || ecosystemId === null || owner === ecosystemId) return [];
    const message = `\`${path.join('.')}\` refers to a record of another ecosystem. Use a record of the same ecosystem.`;
    return [{ code: 'OTHER_ECOSYSTEM', path, message }];
  });
}
