import type { Cell } from '@collective-impact/sdk/reporting';
import { sql } from 'kysely';
import { categoryIdsOf, ensureBreakdowns, loadDimensions } from '../indicator/index.ts';
import type { UnitOfWork } from '../shared/unit-of-work.ts';

/** Replaces all cells of a report. The cells must have been validated. */
export async function writeCells(
  unit: UnitOfWork,
  report: { reportId: string; ecosystemId: string; indicatorVersionId: string; cells: readonly Cell[] },
): Promise<void> {
  const { reportId, ecosystemId, indicatorVersionId, cells } = report;
  await unit.rows(sql`delete from "cell" where "report_id" = ${reportId}::uuid`);
  if (cells.length === 0) return;
  const dimensions = await loadDimensions(unit, indicatorVersionId);
  const combinations = cells.map(({ categories }) => categoryIdsOf(categories, dimensions));
  const breakdowns = await ensureBreakdowns(unit, { indicatorVersionId, ecosystemId, combinations });
  const rows = cells.map(({ categories: _categories, ...figure }, at) => ({ ...figure, breakdownId: breakdowns[at] }));
  await unit.rows(
    sql`insert into "cell" ("report_id", "breakdown_id", "ecosystem_id", "value", "numerator", "denominator", "base", "standard_error",
        "lower_bound", "upper_bound", "status")
      select ${reportId}::uuid, "r"."breakdownId", ${ecosystemId}::uuid, "r"."value", "r"."numerator", "r"."denominator", "r"."base",
        "r"."standardError", "r"."lowerBound", "r"."upperBound", "r"."status"
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as "r"("breakdownId" int, "value" numeric, "numerator" numeric,
        "denominator" numeric, "base" int, "standardError" numeric, "lowerBound" numeric,
          "upperBound" numeric, "status" text)
      order by "r"."breakdownId"`,
  );
}
