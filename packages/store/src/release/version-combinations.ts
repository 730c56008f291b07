import type { CategoryReference } from '@collective-impact/sdk/indicator';
import { sql } from 'kysely';
import { categoryCodesOf } from '../indicator/index.ts';
import type { UnitOfWork } from '../shared/unit-of-work.ts';

/** A combination of categories in which a version has figures: a breakdown. */
export interface Combination {
  categories: CategoryReference[];
  /** Where it comes among those of its version when figures are listed. */
  position: number;
}

/**
 * The combinations of a version by the numbers of their breakdowns, in the order in which figures are listed: the total,
 * then what is broken down by one dimension, by two; within, as dimensions and categories are ordered. One statement.
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
