import { type RawBuilder, sql } from 'kysely';
import { columnName } from '../column-name.ts';

/** The columns of properties of an entity, as a list. With an alias, those of its rows. */
export function columnList(properties: readonly string[], alias?: string): RawBuilder<unknown> {
  return sql.join(properties.map((name) => sql.ref(`${alias ? `${alias}.` : ''}${columnName(name)}`)));
}

/**
 * Values by property as rows of a table, for `from`. PostgreSQL takes the types of the columns from the table, so that no list of
 * columns is written by hand. Other properties are left out.
 */
export function populatedRows(
  table: string,
  { rows, properties }: { rows: readonly object[]; properties: readonly string[] },
): RawBuilder<unknown> {
  const populated = rows.map((row) =>
    Object.fromEntries(properties.map((name) => [columnName(name), Reflect.get(row, name) ?? null])),
  );
  return sql`jsonb_populate_recordset(null::${sql.table(table)}, ${JSON.stringify(populated)}::jsonb)`;
}
