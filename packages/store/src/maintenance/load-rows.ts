import { SetupError } from '@collective-impact/sdk';
import { sql } from 'kysely';
import type { KyselyOfAnySchema } from '../shared/database/any-schema.ts';
import type { BackupRow, BackupTable } from './backup-part.ts';

/** Inserts rows with the values that they had, including those of identity columns. */
export async function loadRows(
  kysely: KyselyOfAnySchema,
  { table, rows }: { table: BackupTable; rows: readonly BackupRow[] },
): Promise<void> {
  const { name, columns } = table;
  const names = sql.join(columns.map((column) => sql.ref(column.name)));
  const values = sql.join(columns.map((column, at) => sql`${sql.ref(`v${at}`)}::${sql.raw(column.type)}`));
  const aliases = sql.join(columns.map((_, at) => sql.ref(`v${at}`)));
  const arrays = sql.join(columns.map((_, at) => sql`${rows.map((row) => row[at] ?? null)}::text[]`));
  await sql`insert into ${sql.table(name)} (${names}) overriding system value
    select ${values} from unnest(${arrays}) as "row" (${aliases})`.execute(kysely);
}

/** Throws unless the tables of a backup are exactly those that its migrations create. */
export function requireSameTables(expected: readonly BackupTable[], found: readonly BackupTable[]): void {
  const known = new Set(expected.flatMap(columnsOf));
  const given = new Set(found.flatMap(columnsOf));
  const faults = [
    ...[...given].filter((column) => !known.has(column)).map((column) => `${column} is not part of its schema`),
    ...[...known].filter((column) => !given.has(column)).map((column) => `${column} is missing`),
  ];
  if (faults.length === 0) return;
  throw new SetupError(
    `The backup does not match the schema of its version: ${faults.slice(0, 3).join('; ')}${faults.length > 3 ? ` and ${faults.length - 3} more` : ''}. Make the backup again, from a database that only this program changes.`,
  );
}

function columnsOf({ name, columns }: BackupTable): string[] {
  return columns.map((column) => `${name}.${column.name} (${column.type})`);
}
