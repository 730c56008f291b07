import { type RawBuilder, sql } from 'kysely';

/** A column to which many rows are written at once. */
export interface ArrayColumn<Row> {
  name: keyof Row & string;
  /** The PostgreSQL type of one value. */
  type: string;
  /** Whether values can contain any character. Values of other columns need no quotation marks in an array. */
  free?: boolean;
}

/**
 * The values of a column in all rows as one array, for `unnest`, which is many times as fast as rows in JSON. Objects become
 * JSON. Null if no row has a value, because PostgreSQL extends shorter arrays with nulls.
 */
export function columnArray<Row>(
  rows: readonly Row[],
  { name, type, free = false }: ArrayColumn<Row>,
): RawBuilder<unknown> {
  const values = rows.map((row) => row[name] ?? null);
  if (values.every((value) => value === null)) return sql`null::${sql.raw(type)}[]`;
  if (free)
    return sql`${values.map((value) => (typeof value === 'object' && value ? JSON.stringify(value) : value))}::${sql.raw(type)}[]`;
  // The array is written here because the driver would check every value for characters to quote.
  return sql`${`{${values.map((value) => value ?? 'NULL').join(',')}}`}::text::${sql.raw(type)}[]`;
}
