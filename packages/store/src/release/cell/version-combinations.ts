import type { CategoryReference } from '@collective-impact/sdk/indicator';
import { sql } from 'kysely';
import { categoryCodesOf } from '../../indicator/index.ts';
import type { UnitOfWork } from '../../shared/unit-of-work.ts';

/** A combination of categories for which a version has figures. A row of the table `breakdown`. */
export interface Combination {
  categories: CategoryReference[];
  /** Position among the combinations of the version when figures are listed, from 0. */
  position: number;
}

/**
 * Reads the combinations of a version by breakdown id, in the order in which figures are listed: the total, combinations of
 * one dimension, then of two; within each, by the order of dimensions and categories. Executes one statement.
 */
export async function loadCombinations(
  unit: UnitOfWork,
  indicatorVersionId: string,
): Promise<ReadonlyMap<number, Combination>> {
  const rows = await unit.rows<{ id: number; categories: CategoryReference[] }>(
    sql`select "b"."id", ${categoryCodesOf('b')} as "categories" from "breakdown" as "b" where "b"."indicator_version_id" = ${indicatorVersionId}::uuid
      order by cardinality("b"."category_ids"), (
        select array_agg(row("d"."order", "d"."code", "g"."order", "g"."code") order by "d"."order", "d"."code")
        from "category" as "g" join "dimension" as "d" on "d"."id" = "g"."dimension_id" where "g"."id" = any("b"."category_ids")
      ), "b"."id"`,
  );
  return new Map(rows.map(({ id, categories }, position) => [id, { categories, position }]));
}
