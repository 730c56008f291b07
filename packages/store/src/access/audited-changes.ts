import { type AnyRecordType, encodeTypeId } from '@collective-impact/sdk';
import { propertyName } from '../shared/column-name.ts';

/** A field of a record before and after a change. The values are JSON, null for no value. */
export interface AuditedChange {
  field: string;
  before: string | null;
  after: string | null;
}

/** The values of a row as an audit entry contains them, by column. */
export type AuditedValues = Readonly<Record<string, AuditedValue>>;

/** A value of a row as JSON. */
export type AuditedValue = string | number | boolean | null | AuditedValue[] | { [field: string]: AuditedValue };

/** Columns that every change sets, or no change. */
const omitted = new Set(['id', 'ecosystem_id', 'created_at', 'updated_at', 'version']);

/** Fields with the UUIDs of principals, which are not records, so that no type lists them as references. */
const principalFields = new Set(['principalId', 'inviterId', 'acceptedById']);

/**
 * The fields of an audit entry whose values differ, in the order of their names. Ids are TypeIDs, as elsewhere. The ids, times and
 * the version of the record itself are left out.
 */
export function auditedChanges(
  { references }: Pick<AnyRecordType, 'references'>,
  entry: { before: AuditedValues | null; after: AuditedValues | null },
): AuditedChange[] {
  const { before, after } = entry;
  const columns = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])].filter(
    (column) => !omitted.has(column),
  );
  return columns.sort().flatMap((column) => {
    const field = propertyName(column);
    const json = (values: AuditedValues | null) => jsonOf(withTypeIds(values?.[column] ?? null, { field, references }));
    const change = { field, before: json(before), after: json(after) };
    return change.before === change.after ? [] : [change];
  });
}

/** The value of a field with TypeIDs instead of the UUIDs of the records and principals to which it refers. */
export function withTypeIds(
  value: AuditedValue,
  of: { field: string } & Pick<AnyRecordType, 'references'>,
): AuditedValue {
  const { field, references } = of;
  const prefix = principalFields.has(field)
    ? 'principal'
    : references.find((reference) => reference.field === field && reference.within === undefined)?.prefix;
  if (prefix !== undefined) return encoded(value, prefix);
  const parts = references.filter(({ within }) => within === field);
  if (parts.length === 0 || !Array.isArray(value)) return value;
  return value.map((entry) => {
    if (typeof entry !== 'object' || entry === null || Array.isArray(entry)) return entry;
    const ids = parts.map((part) => [part.field, encoded(entry[part.field] ?? null, part.prefix)]);
    return { ...entry, ...Object.fromEntries(ids) };
  });
}

function encoded(value: AuditedValue, prefix: string): AuditedValue {
  if (Array.isArray(value)) return value.map((each) => encoded(each, prefix));
  return typeof value === 'string' ? encodeTypeId(prefix, value) : value;
}

function jsonOf(value: AuditedValue): string | null {
  return value === null ? null : JSON.stringify(value);
}
