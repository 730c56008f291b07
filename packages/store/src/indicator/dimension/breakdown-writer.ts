import type { CategoryReference, DimensionRules } from '@collective-impact/sdk/indicator';
import { sql } from 'kysely';
import type { UnitOfWork } from '../../shared/unit-of-work.ts';
import { visibleTo } from '../../shared/visibility.ts';
import type { IndicatorTables } from '../entities.ts';

/** A dimension of a version: the fields that rules read, and the UUIDs of its categories by code. */
export interface LoadedDimension extends DimensionRules {
  categoryIds: ReadonlyMap<string, string>;
}

/** The dimensions of a version in their order. Executes one statement. */
export async function loadDimensions(unit: UnitOfWork, indicatorVersionId: string): Promise<LoadedDimension[]> {
  const rows = await unit.rows(
    unit
      .tables<IndicatorTables>()
      .selectFrom('dimension as d')
      .select(['d.code', 'd.exclusive', 'd.exhaustive', categoriesAsJson.as('categories')])
      .where('d.indicator_version_id', '=', indicatorVersionId)
      .where(visibleTo(unit.viewer, { table: 'dimension', alias: 'd' }))
      .orderBy('d.order')
      .orderBy('d.code'),
  );
  return rows.map((row) => ({ ...row, categoryIds: new Map(row.categories.map(({ id, code }) => [code, id])) }));
}

/** The categories of a dimension `d`, as JSON. */
const categoriesAsJson = sql<{ id: string; code: string; parent: string | null }[]>`coalesce((
        select jsonb_agg(jsonb_build_object('id', "c"."id", 'code', "c"."code", 'parent', "p"."code") order by "c"."order", "c"."code")
        from "category" as "c" left join "category" as "p" on "p"."id" = "c"."parent_id" where "c"."dimension_id" = "d"."id"
      ), '[]'::jsonb)`;

/** The UUIDs of the categories of a figure. The references must have been validated. */
export function categoryIdsOf(
  references: readonly CategoryReference[],
  dimensions: readonly LoadedDimension[],
): string[] {
  return references.map(({ dimension, category }) => {
    const id = dimensions.find(({ code }) => code === dimension)?.categoryIds.get(category);
    if (id === undefined)
      throw new Error(`The dimension ${dimension} has no category ${category}, although the rule accepted it.`);
    return id;
  });
}

/**
 * The breakdowns of combinations of categories, in their order. A combination is a list of UUIDs in any order; the empty
 * list is the total. Missing breakdowns are created. Concurrent writers of the same combination get the same breakdown.
 */
export async function ensureBreakdowns(
  unit: UnitOfWork,
  wanted: { indicatorVersionId: string; ecosystemId: string; combinations: readonly (readonly string[])[] },
): Promise<number[]> {
  const keys = wanted.combinations.map((categoryIds) => `{${[...categoryIds].sort().join(',')}}`);
  // All writers use the same order, so that they cannot deadlock. The total comes first, and is listed first.
  const distinct = [...new Set(keys)].sort((a, b) => a.length - b.length || (a < b ? -1 : 1));
  const found = await findBreakdowns(unit, { ...wanted, keys: distinct });
  const missing = distinct.filter((key) => !found.has(key));
  if (missing.length > 0) {
    await unit.rows(
      sql`insert into "breakdown" ("ecosystem_id", "indicator_version_id", "category_ids", "dimension_ids")
        select ${wanted.ecosystemId}::uuid, ${wanted.indicatorVersionId}::uuid, "k"."key"::uuid[],
          array(select "c"."dimension_id" from "category" as "c" where "c"."id" = any("k"."key"::uuid[]) order by "c"."dimension_id")
        from unnest(${missing}::text[]) with ordinality as "k"("key", "position") order by "k"."position"
        on conflict ("indicator_version_id", "category_ids") do nothing`,
    );
    // A separate statement, because only the next one sees what another transaction has created.
    for (const [key, id] of await findBreakdowns(unit, { ...wanted, keys: missing })) found.set(key, id);
  }
  return keys.map((key) => {
    const id = found.get(key);
    if (id === undefined) throw new Error(`The breakdown ${key} was neither found nor created.`);
    return id;
  });
}

async function findBreakdowns(
  unit: UnitOfWork,
  wanted: { indicatorVersionId: string; keys: readonly string[] },
): Promise<Map<string, number>> {
  const rows = await unit.rows(
    unit
      .tables<IndicatorTables>()
      .selectFrom(sql<{ key: string }>`unnest(${wanted.keys}::text[])`.as<'k'>(sql`"k"("key")`))
      .innerJoin('breakdown as b', (join) =>
        join
          .on('b.indicator_version_id', '=', wanted.indicatorVersionId)
          .on('b.category_ids', '=', sql<string[]>`"k"."key"::uuid[]`),
      )
      .select(['k.key', 'b.id']),
  );
  return new Map(rows.map(({ key, id }) => [key, id]));
}
