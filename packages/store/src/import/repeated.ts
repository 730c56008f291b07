import { SourceError, type SourceLocation } from '@collective-impact/sdk';
import type { ImportNotes } from '@collective-impact/sdk/import';
import { sql } from 'kysely';
import type { Database } from '../shared/database/database.ts';

/** The columns that make a cell the same cell. */
const cell = sql`"indicator", "organization", "period", "breakdown"`;

/**
 * Finds observations of the same cell, of which nobody can say which one holds. They stop the import, or are set
 * aside, all of them, each with a note.
 */
export async function settleRepeated(
  database: Database,
  options: { importId: string; repeated: 'refuse' | 'set-aside'; notes: ImportNotes },
): Promise<number> {
  const { importId, repeated, notes } = options;
  const kysely = database.kysely();
  // What follows is planned by what is there, and not by what was there when the server last looked.
  await sql`analyze "staged_observation" ("import_id", "indicator", "organization", "period", "breakdown")`.execute(
    kysely,
  );
  // Nearly every source has none: that is found without sorting all of it.
  const { rows: some } = await sql`
    select from "staged_observation" where "import_id" = ${importId}::uuid group by ${cell} having count(*) > 1 limit 1`.execute(
    kysely,
  );
  if (some.length === 0) return 0;
  const { rows } = await sql<{ place: string; value: string | null; group: number }>`
    select "place", "value", "group" from (
      select "place", "value", "ordinal", count(*) over "same" as "times", dense_rank() over (order by ${cell}) as "group"
      from "staged_observation" where "import_id" = ${importId}::uuid window "same" as (partition by ${cell})
    ) as "seen" where "times" > 1 order by "group", "ordinal"`.execute(kysely);
  const [first, second] = rows;
  if (!first || !second) return 0;
  if (repeated === 'refuse') throw repeatedTwice(first, second);
  for (const { place, value } of rows) {
    notes.setAside.push({
      kind: 'several rows for the same figure',
      place: JSON.parse(place) as SourceLocation,
      detail: `the value ${value ?? 'without number'} is one of several for the same indicator, period and categories`,
    });
  }
  await sql`delete from "staged_observation" where "import_id" = ${importId}::uuid and "ordinal" in (
    select "ordinal" from (
      select "ordinal", count(*) over (partition by ${cell}) as "times" from "staged_observation" where "import_id" = ${importId}::uuid
    ) as "seen" where "times" > 1)`.execute(kysely);
  return rows.length;
}

function repeatedTwice(first: { place: string }, second: { place: string }): SourceError {
  const place = JSON.parse(second.place) as SourceLocation;
  return new SourceError({
    place,
    message: `this is a second figure for the cell of ${describe(JSON.parse(first.place) as SourceLocation)}: same indicator, period and categories`,
    remedy:
      'Map the column that tells the two apart, correct the file, or set "repeated: set-aside" in the mapping to exclude and list every such row.',
  });
}

function describe(place: SourceLocation): string {
  return place.line === undefined ? (place.node ?? place.file) : `line ${place.line}`;
}
