import { type AnyRecordType, type Reference, recordTypes } from '@collective-impact/sdk';
import { type RawBuilder, sql } from 'kysely';
import { columnName } from '../../shared/column-name.ts';

/** Whether the record of a reference must not be voided alone. The cells of a release keep what was published about an organization. */
function isDependent({ prefix }: AnyRecordType, { within }: Reference): boolean {
  return !(prefix === 'release' && within === 'cells');
}

/** The condition on a row `t` that it still depends on the records to which it refers: a revoked grant gives no right. */
function isInEffect({ prefix }: AnyRecordType): RawBuilder<boolean> {
  if (prefix === 'access_grant') return sql`"t"."revoked_at" is null`;
  if (prefix === 'invitation') {
    return sql`("t"."revoked_at" is null and "t"."accepted_at" is null and "t"."expires_at" > now())`;
  }
  return sql`true`;
}

/** A field of a record type that refers to records of another one. */
export interface ReferringField {
  readonly type: AnyRecordType;
  readonly reference: Reference;
}

/** The fields of all record types that refer to records, except to their ecosystem. */
const referringFields: readonly ReferringField[] = recordTypes.flatMap((type: AnyRecordType) =>
  type.references
    .filter((reference) => reference.prefix !== 'ecosystem' && isDependent(type, reference))
    .map((reference) => ({ type, reference })),
);

/** The fields that refer to records of this type. */
export function fieldsReferringTo(prefix: string): ReferringField[] {
  return referringFields.filter(({ reference }) => reference.prefix === prefix);
}

/** The fields of this type that refer to records. */
export function fieldsOf(prefix: string): ReferringField[] {
  return referringFields.filter(({ type }) => type.prefix === prefix);
}

/** The condition that a row `t` depends on one of these records by this field. */
export function refersTo(field: ReferringField, ids: readonly string[]): RawBuilder<boolean> {
  return sql`(${contains(field, ids)} and ${isInEffect(field.type)})`;
}

function contains({ reference }: ReferringField, ids: readonly string[]): RawBuilder<boolean> {
  const { field, within, list } = reference;
  if (within !== undefined) {
    return sql`exists (select from jsonb_array_elements(${sql.ref(`t.${columnName(within)}`)}) as "e" where "e" ->> ${field} = any(${ids}::text[]))`;
  }
  const column = sql.ref(`t.${columnName(field)}`);
  return list ? sql`${column} && ${ids}::uuid[]` : sql`${column} = any(${ids}::uuid[])`;
}

/** Selects the UUIDs to which the field of a row `t` refers, as rows with the column `id`. */
export function referencedIds({ reference }: ReferringField): RawBuilder<{ id: string }> {
  const { field, within, list } = reference;
  if (within !== undefined) {
    return sql`select ("e" ->> ${field})::uuid as "id" from jsonb_array_elements(${sql.ref(`t.${columnName(within)}`)}) as "e"`;
  }
  const column = sql.ref(`t.${columnName(field)}`);
  return list ? sql`select unnest(${column}) as "id"` : sql`select ${column} as "id"`;
}
