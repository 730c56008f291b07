import type { AnyRecordType } from '@collective-impact/sdk';

/** An entity, as far as its columns are derived from it. */
interface DescribedEntity {
  readonly meta: { readonly properties: object };
}

/** Columns that the database sets. */
const setByDatabase: readonly string[] = ['createdAt', 'updatedAt', 'version'];

/** Fields that identify a report. They cannot be changed. */
const identifying: readonly string[] = ['indicatorVersionId', 'organizationId', 'place', 'period'];

/** The properties of an entity that are written when its rows are created. */
export function createdProperties({ meta }: DescribedEntity): string[] {
  return Object.keys(meta.properties).filter((name) => !setByDatabase.includes(name));
}

/** The properties of a stored report that its author can change: the fields of its type that have a column. */
export function changeableProperties(
  { fields, setByRule }: Pick<AnyRecordType, 'fields' | 'setByRule'>,
  { meta }: DescribedEntity,
): string[] {
  const settable = [...Object.keys(fields), 'sourceUri'].filter((name) => !setByRule.includes(name));
  return Object.keys(meta.properties).filter((name) => settable.includes(name) && !identifying.includes(name));
}
