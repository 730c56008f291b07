import { recordEntities } from '../entities.ts';

/** A column of a record table. */
export interface RecordColumn {
  /** The property of the entity, such as `commonAgendaId`. */
  name: string;
  nullable: boolean;
  /** The values that an enumeration allows; null if the column is not an enumeration. */
  values: readonly string[] | null;
}

/** The columns of the table of a record type, by the prefix of its ids. Throws if there is no such table. */
export function recordColumns(prefix: string): RecordColumn[] {
  const entity = recordEntities.find(({ meta }) => meta.tableName === prefix);
  if (!entity) throw new Error(`There is no record table "${prefix}".`);
  const properties: Record<string, { nullable?: boolean; items?: readonly unknown[] }> = entity.meta.properties;
  return Object.entries(properties).map(([name, { nullable = false, items }]) => ({
    name,
    nullable,
    values: items?.map(String) ?? null,
  }));
}
