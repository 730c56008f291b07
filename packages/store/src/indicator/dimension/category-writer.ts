import { newUuid } from '@collective-impact/sdk';
import type { Category } from '@collective-impact/sdk/indicator';
import { sql } from 'kysely';
import type { UnitOfWork } from '../../shared/unit-of-work.ts';
import type { IndicatorTables } from '../entities.ts';

/** The categories of a dimension, in their order. */
export function loadCategories(unit: UnitOfWork, dimensionId: string): Promise<(Category & { id: string })[]> {
  return unit.rows(
    unit
      .tables<IndicatorTables>()
      .selectFrom('category as c')
      .leftJoin('category as p', 'p.id', 'c.parent_id')
      .select(['c.id', 'c.code', 'c.label', 'c.order', 'p.code as parent', 'c.uri'])
      .where('c.dimension_id', '=', dimensionId)
      .orderBy('c.order')
      .orderBy('c.code'),
  );
}

/**
 * The codes of the categories that figures, baselines or targets of a version have been broken down by, or that are the
 * reference of a disparity.
 */
export async function categoriesInUse(
  unit: UnitOfWork,
  dimension: { id: string; indicatorVersionId: string },
): Promise<Set<string>> {
  const rows = await unit.rows(
    unit
      .tables<IndicatorTables>()
      .selectFrom('category as c')
      .select('c.code')
      .where('c.dimension_id', '=', dimension.id)
      .where(({ eb, or, exists, selectFrom }) => {
        const breakdowns = selectFrom('breakdown as b').where(
          'b.indicator_version_id',
          '=',
          dimension.indicatorVersionId,
        );
        // The baselines or targets of a disparity whose reference is the category.
        const references = (noun: 'baseline' | 'target') =>
          selectFrom(sql.table<IndicatorTables[typeof noun]>(noun).as('f'))
            .innerJoin('breakdown as g', 'g.id', 'f.breakdown_id')
            .select('f.id')
            .where('f.indicator_version_id', '=', dimension.indicatorVersionId)
            .where(sql<boolean>`"f"."disparity" ->> 'referenceCategory' = "c"."code"`)
            .where(sql<boolean>`${dimension.id}::uuid = any("g"."dimension_ids")`);
        return or([
          exists(breakdowns.select('b.id').where(eb('c.id', '=', sql<string>`any("b"."category_ids")`))),
          exists(references('baseline')),
          exists(references('target')),
        ]);
      }),
  );
  return new Set(rows.map(({ code }) => code));
}

/** Replaces the categories of a dimension. Categories that remain keep their UUIDs, because figures refer to them. */
export async function writeCategories(
  unit: UnitOfWork,
  dimension: { id: string; ecosystemId: string; categories: readonly Category[] },
): Promise<void> {
  const { id, ecosystemId, categories } = dimension;
  const before = await loadCategories(unit, id);
  const ids = new Map(categories.map(({ code }) => [code, newUuid()]));
  for (const category of before) ids.set(category.code, category.id);
  const rows = categories.map((category) => ({
    ...category,
    id: ids.get(category.code),
    parentId: category.parent === null ? null : ids.get(category.parent),
  }));
  const codes = categories.map(({ code }) => code);
  if (rows.length > 0) {
    await unit.rows(
      sql`insert into "category" ("id", "ecosystem_id", "dimension_id", "code", "label", "order", "parent_id", "uri")
        select "r"."id", ${ecosystemId}::uuid, ${id}::uuid, "r"."code", "r"."label", "r"."order", "r"."parentId", "r"."uri"
        from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
          as "r"("id" uuid, "code" text, "label" text, "order" int, "parentId" uuid, "uri" text)
        on conflict ("dimension_id", "code") do update
        set "label" = excluded."label", "order" = excluded."order", "parent_id" = excluded."parent_id", "uri" = excluded."uri"`,
    );
  }
  if (before.some(({ code }) => !codes.includes(code))) {
    await unit.rows(sql`delete from "category" where "dimension_id" = ${id}::uuid and "code" <> all(${codes}::text[])`);
  }
}
