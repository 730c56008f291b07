import type { Viewer } from '@collective-impact/sdk';
import type { ClosedReporters } from '@collective-impact/sdk/aggregation';
import { type RawBuilder, sql } from 'kysely';
import type { CellSums } from '../../release/index.ts';
import { isUnseen } from '../../release/index.ts';

/** How many reporters of a release are closed, of one place (a code; the empty text for none, and for all together). */
export interface ClosedRows {
  releaseId: string;
  place: string;
  /** Closed when it was released, and so in no sum of it. */
  before: number;
  /** In its sums, and closed to the viewer. */
  since: number;
}

/** The reporters of releases that are closed, place by place or all together; one statement. */
export function closedRows(
  releaseIds: readonly string[],
  { viewer, isOverPlaces }: { viewer: Viewer; isOverPlaces: boolean },
): RawBuilder<ClosedRows> {
  const place = isOverPlaces ? sql`''` : sql`"w"."place_key"`;
  return sql`select "w"."release_id" as "releaseId", ${place} as "place", count(distinct "w"."reporter_id") filter (where "w"."unsummed")::int as "before",
      count(distinct "w"."reporter_id") filter (where not "w"."unsummed")::int as "since"
    from (
      select "r".*, not bool_or("r"."summed") over (partition by "r"."release_id", "r"."reporter_id")
        and bool_or("r"."summed") over (partition by "r"."release_id") as "unsummed"
      from "released_row" as "r" where "r"."release_id" = any(${releaseIds}::uuid[])
    ) as "w" where "w"."reporter_id" <> "w"."ecosystem_id" and ("w"."unsummed" or ${isUnseen(viewer, sql`"w"."reporter_id"`)})
    group by 1, 2`;
}

/** Of the closed reporters of a place in a release: how many say a combination of categories, of which these are the sums. */
export function closedIn(rows: ClosedRows | undefined, sums: readonly CellSums[]): ClosedReporters {
  const saying = (whose: 'CLOSED' | 'HIDDEN', all: number) => {
    const cells = sums.reduce((sum, { particular, cells }) => sum + (particular?.[0] === whose ? cells : 0), 0);
    return { all, saying: Math.min(all, cells) };
  };
  return { before: saying('CLOSED', rows?.before ?? 0), since: saying('HIDDEN', rows?.since ?? 0) };
}
