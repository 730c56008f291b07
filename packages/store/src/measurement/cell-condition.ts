import type { Viewer } from '@collective-impact/sdk';
import { type RawBuilder, sql } from 'kysely';
import { isSteward, visibleTo } from '../access/index.ts';

/** The categories of a breakdown, aliased `alias`, as JSON in the order of the dimensions. */
export function categoriesOf(alias: string): RawBuilder<unknown> {
  return sql`(select coalesce(jsonb_agg(jsonb_build_object('dimension', jsonb_build_object('code', "d"."code", 'label', "d"."label"), 'code', "g"."code", 'label', "g"."label") order by "d"."order", "d"."code"), '[]'::jsonb) from "category" as "g" join "dimension" as "d" on "d"."id" = "g"."dimension_id" where "g"."id" = any(${sql.ref(`${alias}.category_ids`)}))`;
}

/** The categories of a breakdown, aliased `alias`, as JSON of the codes by which rules know them. */
export function categoryCodesOf(alias: string): RawBuilder<unknown> {
  return sql`(select coalesce(jsonb_agg(jsonb_build_object('dimension', "d"."code", 'category', "g"."code")), '[]'::jsonb) from "category" as "g" join "dimension" as "d" on "d"."id" = "g"."dimension_id" where "g"."id" = any(${sql.ref(`${alias}.category_ids`)}))`;
}

/**
 * The condition that the viewer sees every dimension that a cell `t` is broken down by: a cell that says a category of a
 * dimension which is closed to the viewer is not there for them.
 */
export function dimensionsVisibleTo(viewer: Viewer): RawBuilder<boolean> {
  return sql<boolean>`not exists (select from "breakdown" as "b" join "dimension" as "d" on "d"."id" = any("b"."dimension_ids") where "b"."id" = "t"."breakdown_id" and not (${visibleTo(viewer, 'd')}))`;
}

/**
 * The condition that the viewer sees the organization whose figure a released cell `t` is: what a closed one reported is
 * not there for them, and so is never taken for the ecosystem's own, which has no organization.
 */
export function reporterVisibleTo(viewer: Viewer): RawBuilder<boolean> {
  return sql<boolean>`("t"."organization_id" is null or exists (select from "organization" as "o" where "o"."id" = "t"."organization_id" and ${visibleTo(viewer, 'o')}))`;
}

/** The condition that an id is that of an organization which the viewer does not see. */
export function isUnseen(viewer: Viewer, id: RawBuilder<unknown>): RawBuilder<boolean> {
  if (isSteward(viewer)) return sql<boolean>`false`;
  // What is looked up does not depend on the id: it is looked up once. An id that is null is none, and so is seen.
  return sql<boolean>`coalesce(${id} in (select "o"."id" from "organization" as "o" where not (${visibleTo(viewer, 'o')})), false)`;
}

/** The condition that a cell `t` is broken down by exactly the dimensions with these codes; by none, it is a total. */
export function brokenDownBy(codes: readonly string[]): RawBuilder<boolean> {
  const distinct = [...new Set(codes)].sort();
  const exactly =
    distinct.length === 0
      ? sql`true`
      : sql`(select count(*) from "dimension" as "d" where "d"."id" = any("b"."dimension_ids") and "d"."code" = any(${distinct}::text[])) = ${distinct.length}`;
  return sql<boolean>`exists (select from "breakdown" as "b" where "b"."id" = "t"."breakdown_id" and cardinality("b"."dimension_ids") = ${distinct.length} and ${exactly})`;
}

/** Who reported: an organization, or the ecosystem itself; `id` is a UUID. */
export interface Reporter {
  kind: 'organization' | 'ecosystem';
  id: string;
}

/** The condition that a released cell `t` is what this reporter reported. */
export function reportedBy({ kind, id }: Reporter): RawBuilder<boolean> {
  if (kind === 'ecosystem') return sql<boolean>`"t"."scope" = 'ECOSYSTEM' and "t"."ecosystem_id" = ${id}::uuid`;
  return sql<boolean>`"t"."organization_id" = ${id}::uuid`;
}

/**
 * The condition that a released cell `t` of one of these releases is of an organization whose figures are in sums of it, where
 * it has any: those that were closed to others who see the release when it was made are in none.
 */
export function hasPartInSums(releaseIds: readonly string[]): RawBuilder<boolean> {
  // Those without a part are few: asked so, what is looked up for every cell is small.
  return sql<boolean>`not (("t"."release_id", "t"."organization_id") in (
    select "w"."release_id", "w"."reporter_id" from "released_row" as "w" where "w"."release_id" = any(${releaseIds}::uuid[])
      and exists (select from "released_row" as "s" where "s"."release_id" = "w"."release_id" and "s"."summed")
    group by 1, 2 having not bool_or("w"."summed")))`;
}
