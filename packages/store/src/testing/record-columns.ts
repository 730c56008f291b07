import { recordEntities } from '../entities.ts';

/** A column of a table of records. */
export interface RecordColumn {
  /** The property of the entity, such as `commonAgendaId`. */
  name: string;
  nullable: boolean;
  /** The values that an enumeration allows; null if the column is not an enumeration. */
  values: readonly string[] | null;
}

/** The columns of the table of a kind of record, by the prefix of its ids. */
export function recordColumns(prefix: string): RecordColumn[] {
  const entity = recordEntities.find(({ meta }) => meta.tableName === prefix);
  if (!entity) throw new Error(`there is no table of records ${prefix}`);
  const properties: Record<string, { nullable?: boolean; items?: readonly unknown[] }> = entity.meta.properties;
  return Object.entries(properties).map(([name, { nullable = false, items }]) => ({
    name,
    nullable,
    values: items?.map(String) ?? null,
  }));
}
