import type { Viewer } from '@collective-impact/sdk';
import type { CategoryReference } from '@collective-impact/sdk/indicator';
import { type RawBuilder, sql } from 'kysely';
import { visibleTo } from '../../shared/visibility.ts';

/** A category by which a figure is disaggregated, with the label of its dimension. */
export interface BreakdownCategory {
  dimension: { code: string; label: string };
  code: string;
  label: string;
}

/** The categories of a breakdown, aliased `alias`, as JSON in the order of the dimensions. */
export function categoriesOf(alias: string): RawBuilder<BreakdownCategory[]> {
  const dimension = sql`jsonb_build_object('code', "d"."code", 'label', "d"."label")`;
  const category = sql`jsonb_build_object('dimension', ${dimension}, 'code', "g"."code", 'label', "g"."label")`;
  return listOfCategories(alias, sql`${category}${inOrderOfDimensions}`);
}

/** The categories of a breakdown, aliased `alias`, as JSON of their codes, as rules read them. */
export function categoryCodesOf(alias: string): RawBuilder<CategoryReference[]> {
  return listOfCategories(alias, codes);
}

/** {@link categoryCodesOf} in the order of the dimensions. */
export function categoryCodesInOrder(alias: string): RawBuilder<CategoryReference[]> {
  return listOfCategories(alias, sql`${codes}${inOrderOfDimensions}`);
}

const codes = sql`jsonb_build_object('dimension', "d"."code", 'category', "g"."code")`;
const inOrderOfDimensions = sql` order by "d"."order", "d"."code"`;

function listOfCategories<Category>(alias: string, each: RawBuilder<unknown>): RawBuilder<Category[]> {
  return sql`(select coalesce(jsonb_agg(${each}), '[]'::jsonb)
      from unnest(${sql.ref(`${alias}.category_ids`)}) as "u"("id")
      join "category" as "g" on "g"."id" = "u"."id" join "dimension" as "d" on "d"."id" = "g"."dimension_id")`;
}

/**
 * A condition on the breakdown `b` of a cell `t`. With a subquery for the ids of the versions of all cells of the statement, it runs once
 * for each of their few breakdowns, and otherwise for each cell. In both forms PostgreSQL does not join the tables: it would expect
 * few of the rows.
 */
function ofBreakdown(condition: RawBuilder<boolean>, versions?: RawBuilder<unknown>): RawBuilder<boolean> {
  return versions
    ? sql<boolean>`coalesce("t"."breakdown_id" in (select "b"."id" from "breakdown" as "b"
    where "b"."indicator_version_id" in ${versions} and ${condition}), false)`
    : sql<boolean>`coalesce((select ${condition} from "breakdown" as "b" where "b"."id" = "t"."breakdown_id"), false)`;
}

/**
 * The condition that the viewer sees every dimension that a cell `t` is broken down by. Other cells are hidden. `versions` is a
 * subquery, in parentheses, for the ids of the versions of all cells of the statement.
 */
export function dimensionsVisibleTo(viewer: Viewer, versions?: RawBuilder<unknown>): RawBuilder<boolean> {
  return ofBreakdown(seesDimensionsOfBreakdown(viewer), versions);
}

/**
 * The condition that the viewer sees every dimension of a breakdown `b`. It counts the visible ones, so that a dimension that is
 * missing hides the breakdown like one that is hidden.
 */
export function seesDimensionsOfBreakdown(viewer: Viewer): RawBuilder<boolean> {
  const visible = visibleTo(viewer, { table: 'dimension', alias: 'd' });
  return sql<boolean>`(select count(*) from "dimension" as "d" where "d"."id" = any("b"."dimension_ids") and ${visible}) = cardinality("b"."dimension_ids")`;
}

/** The condition that a cell `t` is broken down by exactly the dimensions with these codes; by none, it is a total. For `versions`, see {@link dimensionsVisibleTo}. */
export function brokenDownBy(codes: readonly string[], versions?: RawBuilder<unknown>): RawBuilder<boolean> {
  const distinct = [...new Set(codes)].sort();
  const exactly =
    distinct.length === 0
      ? sql`true`
      : sql`(select count(*) from "dimension" as "d" where "d"."id" = any("b"."dimension_ids") and "d"."code" = any(${distinct}::text[])) = ${distinct.length}`;
  return ofBreakdown(sql<boolean>`cardinality("b"."dimension_ids") = ${distinct.length} and ${exactly}`, versions);
}

/** The condition that a cell `t` is not broken down by any dimension. */
export const isTotal = ofBreakdown(sql<boolean>`"b"."category_ids" = '{}'`);
