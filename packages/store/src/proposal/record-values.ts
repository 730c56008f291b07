import { isDeepStrictEqual } from 'node:util';
import type { AnyRecordType } from '@collective-impact/sdk';
import { type FieldValue, parseJson } from '@collective-impact/sdk/proposal';
import { type AuditedValue, withTypeIds } from '../access/index.ts';
import type { AnyRecordDefinition, StoredRecord } from '../shared/record-definition.ts';

/** Whether a field of a record is a column of its table. The others, such as the cells of a report, have tables of their own. */
function isColumn({ entity }: Pick<AnyRecordDefinition, 'entity'>, field: string): boolean {
  return field in entity.meta.properties;
}

/** The values that fields of a stored record have, as JSON. `null` for fields with tables of their own. */
export function valuesOf(
  definition: AnyRecordDefinition,
  { record, fields }: { record: StoredRecord; fields: readonly string[] },
): FieldValue[] {
  return fields.map((field) => ({
    field,
    value: isColumn(definition, field) ? jsonOf(definition.type, { record, field }) : 'null',
  }));
}

function jsonOf({ references }: AnyRecordType, { record, field }: { record: StoredRecord; field: string }): string {
  const stored: unknown = Reflect.get(record, field);
  const value = JSON.parse(JSON.stringify(stored ?? null)) as AuditedValue;
  return JSON.stringify(withTypeIds(value, { field, references }));
}

/**
 * The fields of a record that changed since a proposal. A field with a table of its own counts as changed if anything in the record
 * has changed.
 */
export function fieldsChangedSince(
  definition: AnyRecordDefinition,
  { record, basis, recordVersion }: { record: StoredRecord; basis: readonly FieldValue[]; recordVersion: number },
): string[] {
  const current = valuesOf(definition, { record, fields: basis.map(({ field }) => field) });
  return basis.flatMap(({ field, value }, at) => {
    const isSame = isColumn(definition, field)
      ? isDeepStrictEqual(parseJson(value), parseJson(current[at]?.value ?? 'null'))
      : record.version === recordVersion;
    return isSame ? [] : [field];
  });
}
