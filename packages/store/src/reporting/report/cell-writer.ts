import type { Cell } from '@collective-impact/sdk/reporting';
import { sql } from 'kysely';
import { categoryIdsOf, ensureBreakdowns, loadDimensions } from '../../indicator/index.ts';
import type { UnitOfWork } from '../../shared/unit-of-work.ts';
import { insertCells } from './cell-rows.ts';

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
  await insertCells(
    unit,
    cells.map(({ categories: _categories, ...figure }, at) => ({
      ...figure,
      reportId,
      ecosystemId,
      breakdownId: breakdowns[at],
    })),
  );
}
