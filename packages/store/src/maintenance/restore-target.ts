import { SetupError } from '@collective-impact/sdk';
import { type Kysely, sql } from 'kysely';
import type { EcosystemTables } from '../ecosystem/index.ts';
import type { KyselyOfAnySchema } from '../shared/database/any-schema.ts';
import type { Migrating } from '../shared/database/schema/migrate.ts';
import type { BackupHeader, BackupTable } from './backup-part.ts';
import { storedTables } from './stored-tables.ts';

/** The rows that a restore deletes. */
export interface Removal {
  rows: number;
  /** The slugs of the ecosystems, sorted. */
  ecosystems: string[];
}

/** The table that has a row in an empty database. */
const neverEmpty = new Set(['feed_epoch']);

/**
 * Checks that a backup can be restored into a database, and returns the rows that `replace` deletes first; null if there are
 * none. Throws a `SetupError` otherwise.
 */
export async function requireRestorable(
  migration: Migrating,
  { header, replace }: { header: BackupHeader; replace: boolean },
): Promise<Removal | null> {
  const { applied, known, kysely } = migration;
  const newer = header.migrations.filter((name) => !known.includes(name));
  if (newer.length > 0) {
    throw new SetupError(
      `The backup was made by a newer version of this program (${newer.at(-1)}). Install that version or a later one.`,
    );
  }
  if (applied.length > 0 && !isSameSet(applied, header.migrations)) {
    throw new SetupError(
      `The backup has another schema (${header.migrations.at(-1)}) than the database (${applied.at(-1)}). Restore it into a new, empty database; it is updated there.`,
    );
  }
  if (applied.length === 0) return null;
  const { rows } = await rowsIn(kysely, await storedTables(kysely));
  if (rows === 0) return null;
  const removal: Removal = { rows, ecosystems: await ecosystemsIn(kysely.withTables<EcosystemTables>()) };
  if (replace) return removal;
  throw new SetupError(
    `The target database contains ${describeRemoval(removal)}. Choose an empty database, or use --replace, which deletes all of it first.`,
  );
}

/** "12 rows of 2 ecosystems (north, south)". */
export function describeRemoval({ rows, ecosystems }: Removal): string {
  const names = ecosystems.slice(0, 5).join(', ') + (ecosystems.length > 5 ? ', …' : '');
  const of = ecosystems.length === 1 ? `the ecosystem ${names}` : `${ecosystems.length} ecosystems (${names})`;
  return `${rows} rows${ecosystems.length === 0 ? '' : ` of ${of}`}`;
}

/** Number of rows in tables, and of tables that have rows, without the table that is never empty. */
export async function rowsIn(
  kysely: KyselyOfAnySchema,
  tables: readonly BackupTable[],
): Promise<{ rows: number; tables: number }> {
  const total = { rows: 0, tables: 0 };
  for (const { name } of tables) {
    if (neverEmpty.has(name)) continue;
    const { rows } = await sql<{ count: number }>`select count(*) as "count" from ${sql.table(name)}`.execute(kysely);
    const count = rows[0]?.count ?? 0;
    total.rows += count;
    if (count > 0) total.tables += 1;
  }
  return total;
}

async function ecosystemsIn(kysely: Kysely<EcosystemTables>): Promise<string[]> {
  const rows = await kysely.selectFrom('ecosystem').select('slug').orderBy('slug').execute();
  return rows.map(({ slug }) => slug);
}

function isSameSet(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((name) => other.includes(name));
}
