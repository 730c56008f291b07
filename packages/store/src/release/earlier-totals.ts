import { type Visibility, visibilities } from '@collective-impact/sdk';
import { sql } from 'kysely';
import type { UnitOfWork } from '../shared/unit-of-work.ts';
import { figure, type LoadedFigure } from './loaded-release.ts';

/** A total of an earlier release. */
type LoadedTotal = [...LoadedFigure, suppressed: boolean];

/** The totals of an earlier release, with the rows that they add up. */
export interface LoadedTotals {
  rows: { organizationId: string; placeKey: string }[];
  cells: LoadedTotal[];
}

/**
 * The totals of earlier releases, the latest first. None if the current release suppresses no total. Includes only releases that are not
 * withdrawn, that everyone who can see a new release with this visibility can see, and whose rows are the same in every later release.
 */
export function loadEarlierTotals(
  unit: UnitOfWork,
  { releaseId, visibility }: { releaseId: string; visibility: Visibility },
): Promise<LoadedTotals[]> {
  const visible = visibilities.slice(0, visibilities.indexOf(visibility) + 1);
  const later = sql`"l"."indicator_version_id" = "e"."indicator_version_id" and "l"."period" = "e"."period"
    and ("l"."released_at", "l"."id") > ("e"."released_at", "e"."id")`;
  return unit.rows<LoadedTotals>(
    sql`select (select json_agg(json_build_object('organizationId', "w"."reporter_id", 'placeKey', "w"."place_key"))
          from "released_row_with_voided" as "w" where "w"."release_id" = "e"."id" and "w"."summed") as "rows",
        (select json_agg(json_build_array(${figure}, "c"."suppressed") order by "c"."ordinal")
          from "released_cell_with_voided" as "c" where "c"."release_id" = "e"."id" and "c"."scope" = 'AGGREGATE') as "cells"
      from "release" as "n" join "release" as "e" on "e"."indicator_version_id" = "n"."indicator_version_id" and "e"."period" = "n"."period"
        and ("e"."released_at", "e"."id") < ("n"."released_at", "n"."id")
      where "n"."id" = ${releaseId}::uuid and "e"."withdrawn_at" is null and "e"."visibility" = any(${visible}::text[])
        and exists (select from "released_cell_with_voided" as "c" where "c"."release_id" = "n"."id" and "c"."scope" = 'AGGREGATE' and "c"."suppressed")
        and exists (select from "released_cell_with_voided" as "c" where "c"."release_id" = "e"."id" and "c"."scope" = 'AGGREGATE' and not "c"."suppressed")
        and exists (select from "released_row_with_voided" as "w" where "w"."release_id" = "e"."id" and "w"."summed")
        and not exists (select from "released_row_with_voided" as "w" join "release" as "l" on ${later}
          where "w"."release_id" = "e"."id" and "w"."summed" and not exists (
            select from "released_row_with_voided" as "k" where "k"."release_id" = "l"."id" and "k"."reporter_id" = "w"."reporter_id"
              and "k"."place_key" = "w"."place_key" and "k"."digest" = "w"."digest"))
      order by "e"."released_at" desc, "e"."id" desc`,
  );
}
