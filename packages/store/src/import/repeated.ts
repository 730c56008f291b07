import { SourceError, type SourceLocation } from '@collective-impact/sdk';
import type { ImportNotes } from '@collective-impact/sdk/import';
import { sql } from 'kysely';
import type { Database } from '../shared/database/database.ts';
import type { ImportTables } from './tables.ts';

/** The columns that identify a cell. */
const columns = ['indicator', 'organization', 'period', 'breakdown'] as const;
const cell = sql.join(columns.map((column) => sql.ref(column)));

/**
 * Finds several observations of the same cell. Depending on `repeated`, it rejects the import, or deletes all of them with
 * a note each. Returns the number of deleted observations.
 */
export async function settleRepeated(
  database: Database,
  options: { importId: string; repeated: 'refuse' | 'set-aside'; notes: ImportNotes },
): Promise<number> {
  const { importId, repeated, notes } = options;
  const kysely = database.kysely<ImportTables>();
  // The planner needs statistics on the new rows.
  await sql`select analyze_staged_observations()`.execute(kysely);
  // Nearly every source has none. This query detects that without a sort.
  const some = await kysely
    .selectFrom('staged_observation')
    .select('indicator')
    .where('import_id', '=', importId)
    .groupBy(columns)
    .having(({ fn }) => fn.countAll(), '>', sql.lit(1))
    .limit(1)
    .execute();
  if (some.length === 0) return 0;
  const { rows } = await sql<{ place: string; value: string | null; group: number }>`
    select "place", "value", "group" from (
      select "place", "value", "ordinal", count(*) over "same" as "times", dense_rank() over (order by ${cell}) as "group"
      from "staged_observation" where "import_id" = ${importId}::uuid window "same" as (partition by ${cell})
    ) as "seen" where "times" > 1 order by "group", "ordinal"`.execute(kysely);
  const [first, second] = rows;
  if (!first || !second) return 0;
  if (repeated === 'refuse') throw repeatedCell(first, second);
  for (const { place, value } of rows) {
    notes.setAside.push({
      kind: 'several rows for the same figure',
      place: JSON.parse(place) as SourceLocation,
      detail: `${value === null ? 'A row without a number' : `The value ${value}`} is one of several for the same indicator, period and categories.`,
    });
  }
  await sql`delete from "staged_observation" where "import_id" = ${importId}::uuid and "ordinal" in (
    select "ordinal" from (
      select "ordinal", count(*) over (partition by ${cell}) as "times" from "staged_observation" where "import_id" = ${importId}::uuid
    ) as "seen" where "times" > 1)`.execute(kysely);
  return rows.length;
}

function repeatedCell(first: { place: string }, second: { place: string }): SourceError {
  const place = JSON.parse(second.place) as SourceLocation;
  return new SourceError({
    place,
    message: `This row and ${describe(JSON.parse(first.place) as SourceLocation)} have the same indicator, reporter, period and categories.`,
    remedy:
      'Map the column that distinguishes them, correct the file, or set `repeated: set-aside` in the mapping to exclude all such rows.',
  });
}

function describe(place: SourceLocation): string {
  return place.line === undefined ? (place.node ?? place.file) : `line ${place.line}`;
}
