import { sql } from 'kysely';
import type { Database } from '../shared/database/index.ts';

/** Values that differ between two databases after the same commands: ids and timestamps. */
const incidental = [
  /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g,
  /\b[a-z]+(_[a-z]+)*_[0-9a-hjkmnp-tv-z]{26}\b/g,
  /\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}:\d{2}(\.\d+)?([+-]\d{2}(:?\d{2})?|Z)?/g,
];

/** The rows of every table as sorted text, without ids, timestamps, and transaction numbers. */
export async function contentOf(database: Database): Promise<Record<string, string[]>> {
  const { rows: tables } = await sql<{ name: string; columns: string[] }>`
    select "table_name" as "name", array_agg("column_name"::text order by "column_name") as "columns"
    from information_schema.columns join information_schema.tables using ("table_schema", "table_name")
    where "table_schema" = 'public' and "table_type" = 'BASE TABLE' and "udt_name" not in ('uuid', '_uuid', 'timestamptz', 'xid8')
    group by 1 order by 1`.execute(database.kysely());
  const content: Record<string, string[]> = {};
  for (const { name, columns } of tables) {
    const values = sql.join(columns.map((column) => sql.ref(column)));
    const { rows } = await sql<{ row: string }>`
      select jsonb_build_array(${values})::text as "row" from ${sql.table(name)}`.execute(database.kysely());
    const texts = rows.map(({ row }) => incidental.reduce((text, pattern) => text.replace(pattern, '*'), row));
    content[name] = texts.sort();
  }
  return content;
}
