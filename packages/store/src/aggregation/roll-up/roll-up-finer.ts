import type { Code } from '@collective-impact/sdk';
import type { ObservationStatus } from '@collective-impact/sdk/indicator';
import { type RawBuilder, sql } from 'kysely';
import { hasPartInSums } from '../../release/index.ts';

/** A release and a combination of categories in it, by number. */
export interface ReleasedCombination {
  releaseId: string;
  breakdownId: number;
}

/** A released figure of one organization that does not state what is asked for. */
export interface FinerCell extends ReleasedCombination {
  /** Of what it is a part, as {@link FinerOf.whole}. */
  whole: number;
  organizationId: string;
  place: Code | null;
  value: string | null;
  numerator: string | null;
  denominator: string | null;
  base: number | null;
  status: ObservationStatus;
  suppressed: boolean;
}

/** Of a combination that is broken down, the combination of which it is a part; null where nobody ever stated that. */
export interface FinerOf extends ReleasedCombination {
  wholeId: number | null;
  /** The same, as whoever asks numbers it. */
  whole: number;
}

/**
 * What organizations that do not state a whole say of its categories, one by one. What a closed organization says is missing,
 * as in every other sum: `open` is the condition on its cell `t`.
 */
export function finerCells(
  finer: readonly FinerOf[],
  { open, most }: { open: RawBuilder<boolean>; most: number },
): RawBuilder<FinerCell> {
  const releaseIds = [...new Set(finer.map(({ releaseId }) => releaseId))];
  // What is looked up cell by cell is looked up among all at once, whatever a plan would think of their number.
  return sql`with "k" as materialized (
      select * from unnest(${finer.map(({ releaseId }) => releaseId)}::uuid[], ${finer.map(({ breakdownId }) => breakdownId)}::int[], ${finer.map(({ wholeId }) => wholeId)}::int[], ${finer.map(({ whole }) => whole)}::int[]) as "u"("release_id", "breakdown_id", "whole_id", "whole"))
    select "k"."whole", "t"."release_id" as "releaseId", "t"."breakdown_id" as "breakdownId", "t"."organization_id" as "organizationId", "t"."place",
      trim_scale("t"."value")::text as "value", trim_scale("t"."numerator")::text as "numerator", trim_scale("t"."denominator")::text as "denominator", "t"."base", "t"."status", "t"."suppressed"
    from "k" join "released_cell" as "t" on "t"."release_id" = "k"."release_id" and "t"."breakdown_id" = "k"."breakdown_id" and "t"."scope" = 'ORGANIZATION'
    where ${open} and ${hasPartInSums(releaseIds)} and ("k"."release_id", "k"."whole", "t"."organization_id", coalesce("t"."place" ->> 'code', '')) not in (
      select "w"."release_id", "w"."whole", "s"."organization_id", coalesce("s"."place" ->> 'code', '') from (select distinct "release_id", "whole_id", "whole" from "k") as "w"
      join "released_cell" as "s" on "s"."release_id" = "w"."release_id" and "s"."breakdown_id" = "w"."whole_id" and "s"."scope" = 'ORGANIZATION')
    limit ${most + 1}`;
}
