import { type RawBuilder, sql } from 'kysely';

/** A column that many rows are written to at once. */
export interface ArrayColumn<Row> {
  name: keyof Row & string;
  /** The type in PostgreSQL of one value. */
  type: string;
  /** Whether anything can be written there; what other columns hold needs no quotation marks in an array. */
  free?: boolean;
}

/**
 * What rows have in a column as one array, for `unnest`: many times as fast as rows as JSON. Objects are JSON. Null where
 * none has a value there, since PostgreSQL fills up shorter arrays.
 */
export function columnArray<Row>(
  rows: readonly Row[],
  { name, type, free = false }: ArrayColumn<Row>,
): RawBuilder<unknown> {
  const values = rows.map((row) => row[name] ?? null);
  if (values.every((value) => value === null)) return sql`null::${sql.raw(type)}[]`;
  if (free)
    return sql`${values.map((value) => (typeof value === 'object' && value ? JSON.stringify(value) : value))}::${sql.raw(type)}[]`;
  // Made here, since the driver would look for what to quote in every single one.
  return sql`${`{${values.map((value) => value ?? 'NULL').join(',')}}`}::text::${sql.raw(type)}[]`;
}
