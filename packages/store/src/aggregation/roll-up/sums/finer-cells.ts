import type { Code } from '@collective-impact/sdk';
import type { ObservationStatus } from '@collective-impact/sdk/indicator';
import { type RawBuilder, sql } from 'kysely';
import { hasPartInSums } from '../../../release/index.ts';
import { placeKeyOf } from '../../../shared/place-key.ts';

/** A combination of categories in a release, by number. */
export interface ReleasedBreakdown {
  releaseId: string;
  breakdownId: number;
}

/** A combination of categories that is part of a sum over an exclusive dimension. */
export interface FinerPart extends ReleasedBreakdown {
  /** Number of the combination that the parts sum to. Null if no report ever stated it. */
  sumId: number | null;
  /** Position of that combination in the plan. */
  sum: number;
}

/** The released cell of an organization that does not state the combination that its cells sum to. */
export interface FinerCell extends ReleasedBreakdown {
  /** As in {@link FinerPart}. */
  sum: number;
  organizationId: string;
  place: Code | null;
  value: string | null;
  numerator: string | null;
  denominator: string | null;
  base: number | null;
  lowerBound: string | null;
  upperBound: string | null;
  status: ObservationStatus;
  suppressed: boolean;
}

/**
 * The cells of these combinations, of organizations that do not state their sum. Cells of organizations that the viewer
 * cannot see are missing, as in every other sum; `isVisible` is that condition on a cell `t`.
 */
export function finerCells(
  parts: readonly FinerPart[],
  { isVisible, limit }: { isVisible: RawBuilder<boolean>; limit: number },
): RawBuilder<FinerCell> {
  const releaseIds = [...new Set(parts.map(({ releaseId }) => releaseId))];
  // Materialized, so that cells are looked up by these keys whatever the planner estimates their number to be.
  return sql`with "k" as materialized (
      select * from ${partRows(parts)}),
    "stated" as (${organizationsStatingSums})
    select "k"."sum", "t"."release_id" as "releaseId", "t"."breakdown_id" as "breakdownId", "t"."organization_id" as "organizationId", "t"."place",
      trim_scale("t"."value")::text as "value", trim_scale("t"."numerator")::text as "numerator", trim_scale("t"."denominator")::text as "denominator", "t"."base",
      trim_scale("t"."lower_bound")::text as "lowerBound", trim_scale("t"."upper_bound")::text as "upperBound", "t"."status", "t"."suppressed"
    from "k" join "released_cell" as "t" on "t"."release_id" = "k"."release_id" and "t"."breakdown_id" = "k"."breakdown_id" and "t"."scope" = 'ORGANIZATION'
    where ${isVisible} and ${hasPartInSums(releaseIds)}
      and ("k"."release_id", "k"."sum", "t"."organization_id", ${placeKeyOf(sql`"t"."place"`)}) not in (select * from "stated")
    limit ${limit + 1}`;
}

function partRows(parts: readonly FinerPart[]): RawBuilder<unknown> {
  const columns = sql.join([
    sql`${parts.map(({ releaseId }) => releaseId)}::uuid[]`,
    sql`${parts.map(({ breakdownId }) => breakdownId)}::int[]`,
    sql`${parts.map(({ sumId }) => sumId)}::int[]`,
    sql`${parts.map(({ sum }) => sum)}::int[]`,
  ]);
  return sql`unnest(${columns}) as "u"("release_id", "breakdown_id", "sum_id", "sum")`;
}

/** The organizations, by place, that state the combination that parts `k` sum to. */
const organizationsStatingSums = sql`
      select "w"."release_id", "w"."sum", "s"."organization_id", ${placeKeyOf(sql`"s"."place"`)} from (select distinct "release_id", "sum_id", "sum" from "k") as "w"
      join "released_cell" as "s" on "s"."release_id" = "w"."release_id" and "s"."breakdown_id" = "w"."sum_id" and "s"."scope" = 'ORGANIZATION'`;
