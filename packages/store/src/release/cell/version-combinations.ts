import type { CategoryReference } from '@collective-impact/sdk/indicator';
import { sql } from 'kysely';
import { categoryCodesOf, type IndicatorTables } from '../../indicator/index.ts';
import type { UnitOfWork } from '../../shared/unit-of-work.ts';

/** A combination of categories for which a version has figures. A row of the table `breakdown`. */
export interface Combination {
  categories: CategoryReference[];
  /** Position among the combinations of the version when figures are listed, from 0. */
  position: number;
}

/** The orders of categories `g` and of their dimensions `d`. */
const inOrder = sql`array_agg(row("d"."order", "d"."code", "g"."order", "g"."code") order by "d"."order", "d"."code")`;

/**
 * Reads the combinations of a version by breakdown id, in the order in which figures are listed: the total, combinations of
 * one dimension, then of two; within each, by the order of dimensions and categories. Executes one statement.
 */
export async function loadCombinations(
  unit: UnitOfWork,
  indicatorVersionId: string,
): Promise<ReadonlyMap<number, Combination>> {
  const rows = await unit.rows(
    unit
      .tables<IndicatorTables>()
      .selectFrom('breakdown as b')
      .select(['b.id', categoryCodesOf('b').as('categories')])
      .where('b.indicator_version_id', '=', indicatorVersionId)
      .orderBy(sql`cardinality("b"."category_ids")`)
      .orderBy(({ selectFrom }) =>
        selectFrom('category as g')
          .innerJoin('dimension as d', 'd.id', 'g.dimension_id')
          .select(inOrder.as('order'))
          .where('g.id', '=', sql<string>`any("b"."category_ids")`),
      )
      .orderBy('b.id'),
  );
  return new Map(rows.map(({ id, categories }, position) => [id, { categories, position }]));
}
