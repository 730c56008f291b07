import type { Viewer } from '@collective-impact/sdk';
import type { ClosedReporters } from '@collective-impact/sdk/aggregation';
import { type RawBuilder, sql } from 'kysely';
import { type CellSums, isUnseen } from '../../../release/index.ts';
import type { ReplacedReporters } from './replaced-reporters.ts';

/** Numbers of organizations of a release and place that are excluded from its totals or that the viewer cannot see. */
export interface ClosedReporterCount {
  releaseId: string;
  /** The key of the place. The empty text for no place, and if places are aggregated. */
  place: string;
  /** Not visible at release time: no total of the release includes them. */
  excluded: number;
  /** Included in the totals, and not visible to the viewer. */
  hidden: number;
}

/** Counts the excluded and hidden organizations of releases, by place unless places are aggregated. One statement. */
export function closedReporters(
  releaseIds: readonly string[],
  of: { viewer: Viewer; replaced: ReplacedReporters; isOverPlaces: boolean },
): RawBuilder<ClosedReporterCount> {
  const { viewer, replaced, isOverPlaces } = of;
  const kept = replaced.isEmpty ? sql`` : sql` and ${replaced.isKept(sql`"w"."release_id"`, sql`"w"."reporter_id"`)}`;
  const place = isOverPlaces ? sql`''` : sql`"w"."place_key"`;
  return sql`select "w"."release_id" as "releaseId", ${place} as "place", count(distinct "w"."reporter_id") filter (where "w"."excluded")::int as "excluded",
      count(distinct "w"."reporter_id") filter (where not "w"."excluded")::int as "hidden"
    from (
      select "r".*, not bool_or("r"."summed") over (partition by "r"."release_id", "r"."reporter_id")
        and bool_or("r"."summed") over (partition by "r"."release_id") as "excluded"
      from "released_row" as "r" where "r"."release_id" = any(${releaseIds}::uuid[])
    ) as "w" where "w"."reporter_id" <> "w"."ecosystem_id" and ("w"."excluded" or ${isUnseen(viewer, { id: sql`"w"."reporter_id"`, releaseIds })})${kept}
    group by 1, 2`;
}

/** The closed organizations of a release and place, and how many of them have a cell in these sums of one combination. */
export function closedReportersOf(count: ClosedReporterCount | undefined, sums: readonly CellSums[]): ClosedReporters {
  const withScope = (scope: CellSums['scope'], organizations: number) => {
    const cells = sums.reduce((sum, row) => sum + (row.scope === scope ? row.cells : 0), 0);
    return { organizations, withFigure: Math.min(organizations, cells) };
  };
  return { excluded: withScope('EXCLUDED', count?.excluded ?? 0), hidden: withScope('HIDDEN', count?.hidden ?? 0) };
}
